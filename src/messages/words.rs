//! What severities, confidences, risks and readers are called.

use unstuck_report::{Confidence, Reader, Risk, Severity};

use crate::messages::findings::{WHY_MEANING_CERTAIN, WHY_MEANING_LIKELY, WHY_MEANING_POSSIBLE};
use crate::messages::text::{Text, texts};

texts! {
    SEVERITY_INFO = "severity.info";
    SEVERITY_WARNING = "severity.warning";
    SEVERITY_ERROR = "severity.error";
    SEVERITY_CRITICAL = "severity.critical";
    CONFIDENCE_POSSIBLE = "confidence.possible";
    CONFIDENCE_LIKELY = "confidence.likely";
    CONFIDENCE_CERTAIN = "confidence.certain";
    RISK_CHANGES_CONFIGURATION = "risk.changes-configuration";
    RISK_INTERRUPTS = "risk.interrupts";
    RISK_CAN_LOSE_DATA = "risk.can-lose-data";
    READER_DEVELOPER = "reader.developer";
    READER_ADMINISTRATOR = "reader.administrator";
    READER_NETWORK = "reader.network-administrator";
    READER_PROVIDER = "reader.provider";
}

/// What a severity is called.
pub(crate) fn severity(severity: Severity) -> Text {
    match severity {
        Severity::Info => SEVERITY_INFO,
        Severity::Warning => SEVERITY_WARNING,
        Severity::Error => SEVERITY_ERROR,
        Severity::Critical => SEVERITY_CRITICAL,
    }
}

/// What a confidence is called.
pub(crate) fn confidence(confidence: Confidence) -> Text {
    match confidence {
        Confidence::Possible => CONFIDENCE_POSSIBLE,
        Confidence::Likely => CONFIDENCE_LIKELY,
        Confidence::Certain => CONFIDENCE_CERTAIN,
    }
}

/// What a confidence means.
pub(crate) fn confidence_meaning(confidence: Confidence) -> Text {
    match confidence {
        Confidence::Possible => WHY_MEANING_POSSIBLE,
        Confidence::Likely => WHY_MEANING_LIKELY,
        Confidence::Certain => WHY_MEANING_CERTAIN,
    }
}

/// The label of a step that does more than look.
pub(crate) fn risk(risk: Risk) -> Option<Text> {
    match risk {
        Risk::Safe => None,
        Risk::ChangesConfiguration => Some(RISK_CHANGES_CONFIGURATION),
        Risk::Interrupts => Some(RISK_INTERRUPTS),
        Risk::CanLoseData => Some(RISK_CAN_LOSE_DATA),
    }
}

/// Who a step is for, where it is not for anyone.
pub(crate) fn reader(reader: Reader) -> Option<Text> {
    match reader {
        Reader::Anyone => None,
        Reader::Developer => Some(READER_DEVELOPER),
        Reader::Administrator => Some(READER_ADMINISTRATOR),
        Reader::NetworkAdministrator => Some(READER_NETWORK),
        Reader::Provider => Some(READER_PROVIDER),
    }
}

#[cfg(test)]
mod tests {
    use unstuck_report::words;

    use super::*;

    #[test]
    fn the_page_and_the_command_call_things_the_same() {
        for given in [Severity::Info, Severity::Warning, Severity::Error, Severity::Critical] {
            assert_eq!(severity(given).words(), words::severity(given));
        }
        for given in [Confidence::Possible, Confidence::Likely, Confidence::Certain] {
            assert_eq!(confidence(given).words().to_lowercase(), words::confidence(given));
        }
        let said = |text: Option<Text>| text.map(Text::words);
        for given in [Risk::Safe, Risk::ChangesConfiguration, Risk::Interrupts, Risk::CanLoseData] {
            assert_eq!(said(risk(given)).as_deref(), words::risk(given));
        }
        for given in [
            Reader::Anyone,
            Reader::Developer,
            Reader::Administrator,
            Reader::NetworkAdministrator,
            Reader::Provider,
        ] {
            assert_eq!(said(reader(given)).as_deref(), words::reader(given));
        }
    }
}
