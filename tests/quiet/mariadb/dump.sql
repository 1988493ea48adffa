/*M!999999\- enable the sandbox mode */
-- MariaDB dump 10.19  Distrib 10.11.19-MariaDB, for debian-linux-gnu (x86_64)
--
-- Host: localhost    Database: shop
-- ------------------------------------------------------
-- Server version	10.11.19-MariaDB-0+deb12u1-log

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET @OLD_CHARACTER_SET_RESULTS=@@CHARACTER_SET_RESULTS */;
/*!40101 SET @OLD_COLLATION_CONNECTION=@@COLLATION_CONNECTION */;
/*!40101 SET NAMES utf8mb4 */;
/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
/*!40111 SET @OLD_SQL_NOTES=@@SQL_NOTES, SQL_NOTES=0 */;

--
-- Table structure for table `customer`
--

DROP TABLE IF EXISTS `customer`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `customer` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `email` varchar(190) NOT NULL,
  `created` datetime DEFAULT current_timestamp(),
  PRIMARY KEY (`id`),
  UNIQUE KEY `email` (`email`)
) ENGINE=InnoDB AUTO_INCREMENT=4 DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `customer`
--

LOCK TABLES `customer` WRITE;
/*!40000 ALTER TABLE `customer` DISABLE KEYS */;
INSERT INTO `customer` VALUES
(1,'first@example.com','2026-11-21 17:57:05'),
(2,'second@example.com','2026-11-21 17:57:05'),
(3,'third@example.com','2026-11-21 17:57:05');
/*!40000 ALTER TABLE `customer` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `delivery`
--

DROP TABLE IF EXISTS `delivery`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `delivery` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `customer_id` int(11) NOT NULL,
  `status` enum('pending','sent','failed','timeout') NOT NULL,
  `error_code` int(11) DEFAULT NULL,
  `error_message` varchar(200) DEFAULT NULL,
  `attempts` tinyint(4) DEFAULT 0,
  PRIMARY KEY (`id`),
  KEY `customer_id` (`customer_id`),
  KEY `by_status` (`status`),
  CONSTRAINT `delivery_ibfk_1` FOREIGN KEY (`customer_id`) REFERENCES `customer` (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=128 DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `delivery`
--

LOCK TABLES `delivery` WRITE;
/*!40000 ALTER TABLE `delivery` DISABLE KEYS */;
INSERT INTO `delivery` VALUES
(1,1,'sent',NULL,NULL,1),
(2,2,'sent',NULL,NULL,1),
(3,3,'sent',NULL,NULL,2),
(4,1,'sent',NULL,NULL,1),
(5,2,'sent',NULL,NULL,1),
(6,3,'sent',NULL,NULL,1),
(7,1,'pending',NULL,NULL,1),
(8,2,'sent',NULL,NULL,1),
(9,3,'sent',NULL,NULL,1),
(10,1,'sent',NULL,NULL,1),
(11,2,'sent',NULL,NULL,1),
(12,3,'sent',NULL,NULL,1),
(13,1,'sent',NULL,NULL,1),
(14,2,'pending',NULL,NULL,1),
(15,3,'sent',NULL,NULL,1),
(16,1,'sent',NULL,NULL,1),
(17,2,'sent',NULL,NULL,1),
(18,3,'sent',NULL,NULL,1),
(19,1,'sent',NULL,NULL,1),
(20,2,'sent',NULL,NULL,1),
(21,3,'pending',NULL,NULL,1),
(22,1,'sent',NULL,NULL,1),
(23,2,'sent',NULL,NULL,1),
(28,1,'pending',NULL,NULL,1),
(35,2,'pending',NULL,NULL,1),
(42,3,'pending',NULL,NULL,1),
(49,1,'pending',NULL,NULL,1),
(56,2,'pending',NULL,NULL,1),
(63,3,'pending',NULL,NULL,1),
(70,1,'pending',NULL,NULL,1),
(77,2,'pending',NULL,NULL,1),
(84,3,'pending',NULL,NULL,1),
(91,1,'pending',NULL,NULL,1),
(98,2,'pending',NULL,NULL,1),
(105,3,'pending',NULL,NULL,1),
(112,1,'pending',NULL,NULL,1),
(119,2,'pending',NULL,NULL,1),
(120,3,'sent',NULL,NULL,1);
/*!40000 ALTER TABLE `delivery` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Dumping events for database 'shop'
--

--
-- Dumping routines for database 'shop'
--
/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;

/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;
/*!40014 SET UNIQUE_CHECKS=@OLD_UNIQUE_CHECKS */;
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;
/*!40101 SET CHARACTER_SET_RESULTS=@OLD_CHARACTER_SET_RESULTS */;
/*!40101 SET COLLATION_CONNECTION=@OLD_COLLATION_CONNECTION */;
/*!40111 SET SQL_NOTES=@OLD_SQL_NOTES */;

-- Dump completed on 2026-11-21 17:57:05
