#!/usr/bin/perl
use strict; use warnings; use DBI; use LWP::UserAgent;
my %words = (111 => 'refused', 110 => 'timed out', 113 => 'no route', 104 => 'reset', 28 => 'disk full', 13 => 'denied');
my $ua = LWP::UserAgent->new(timeout => 30);
my $answer = $ua->get('https://api.example.com/orders');
if ($answer->code == 500 && $answer->message =~ /Can't connect/) { print "nobody there\n" }
elsif ($answer->code == 401) { print "sign in first\n" }
my $dbh = DBI->connect('dbi:Pg:dbname=shop', 'app', $ENV{PGPASSWORD}, { RaiseError => 0, PrintError => 0 }) or print "no database: $DBI::errstr\n";
eval { $dbh->do('insert into orders values (1)'); 1 } or do { if ($dbh->state eq '23505') { print "there already\n" } elsif ($dbh->state eq '40P01') { print "again\n" } };
open(my $log, '<', '/var/log/delivery.log') or print "no log yet: $!\n";
while (<$log>) { next unless /ERROR|FATAL|permission denied|connection refused|timed out|segfault/i; print }
