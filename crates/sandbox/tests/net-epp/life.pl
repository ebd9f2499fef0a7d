#!/usr/bin/perl
# The life of a domain, told by Net::EPP, a client that nobody here wrote.
#
#   life.pl HOST PORT CA-FILE CONTROL-URL FRAMES-DIRECTORY USER PASSWORD OTHER-USER OTHER-PASSWORD
#
# Prints a line for each step, "ok - …" or "not ok - …", and ends with 1 where one failed. Every frame is written into the
# directory, as NNN-C.xml (sent) or NNN-S.xml (received). The sandbox's clock is moved through its control page.
use strict;
use warnings;
use utf8;

use HTTP::Tiny;
use JSON::PP;
use Net::EPP::Simple;

binmode(STDOUT, ':encoding(UTF-8)');
STDOUT->autoflush(1);

my ($host, $port, $ca, $control, $frames, $user, $password, $other_user, $other_password) = @ARGV;
die "see the head of this file\n" unless defined $other_password;

my $DOMAIN_NS = 'urn:ietf:params:xml:ns:domain-1.0';
my $DKHM_NS   = 'urn:dkhm:params:xml:ns:dkhm-4.5';
my $RGP_NS    = 'urn:ietf:params:xml:ns:rgp-1.0';
my $SECDNS_NS = 'urn:ietf:params:xml:ns:secDNS-1.1';

# The client, with an ear on the wire.
package Listening {
	use base qw(Net::EPP::Simple);

	my $number = 0;

	sub keep {
		my ($side, $frame) = @_;
		my $path = sprintf('%s/%03d-%s.xml', $frames, ++$number, $side);
		open(my $file, '>:raw', $path) or die "$path: $!";
		print $file $frame->toString;
		close($file) or die "$path: $!";
	}

	sub send_frame {
		my ($self, $frame, @rest) = @_;
		keep('C', $frame);
		return $self->SUPER::send_frame($frame, @rest);
	}

	sub get_frame {
		my $self  = shift;
		my $frame = $self->SUPER::get_frame(@_);
		keep('S', $frame) if defined $frame;
		return $frame;
	}
}

package main;

my $failed = 0;

sub check {
	my ($ok, $what) = @_;
	print $ok ? 'ok' : 'not ok', " - $what\n";
	$failed = 1 unless $ok;
	return $ok;
}

# Code and text of the last answer are these.
sub said {
	my ($code, $text, $what) = @_;
	my $got = sprintf('%s %s', $Net::EPP::Simple::Code // 'nothing', $Net::EPP::Simple::Message // '');
	check($got eq "$code $text", "$what: $code $text") or print "# got: $got\n";
}

sub is {
	my ($got, $wanted, $what) = @_;
	$got //= 'nothing';
	check($got eq $wanted, "$what is $wanted") or print "# got: $got\n";
}

# Moves the registry's clock.
sub later {
	my ($by) = @_;
	my $answer = HTTP::Tiny->new->post("$control/api/clock",
		{ headers => { 'content-type' => 'application/json' }, content => encode_json({ by => $by }) });
	check($answer->{success}, "the clock moves by $by") or die $answer->{content};
}

# What the registry says the time is.
sub now {
	my $answer = HTTP::Tiny->new->get("$control/api/state");
	die $answer->{content} unless $answer->{success};
	return decode_json($answer->{content})->{now};
}

# A session that is signed in.
sub session {
	my ($id, $pass) = @_;
	my $session = Listening->new(
		host => $host, port => $port, user => $id, pass => $pass,
		verify => 1, ca_file => $ca, timeout => 30, load_config => 0,
	) or die "no session: $Net::EPP::Simple::Error\n";
	said(1000, "User $id logged in. ", 'login');
	return $session;
}

my $epp = session($user, $password);

# Sends a frame of one's own and keeps code and text as Net::EPP does.
sub ask {
	my ($frame) = @_;
	my $response = $epp->_request($frame) or die "no answer: $Net::EPP::Simple::Error\n";
	$epp->_get_response_result($response);
	return $response;
}

# Puts an element of an extension into a command, where the schema wants it.
sub extend {
	my ($frame, $ns, $name, %children) = @_;
	my ($extension) = $frame->getElementsByTagName('extension');
	if (!$extension) {
		$extension = $frame->createElement('extension');
		$frame->command->insertBefore($extension, $frame->clTRID);
	}
	my $element = $frame->createElementNS($ns, $name);
	$extension->appendChild($element);
	return $element;
}

sub text_of {
	my ($response, $ns, $name) = @_;
	my ($node) = $response->getElementsByTagNameNS($ns, $name);
	return $node ? $node->textContent : undef;
}

# Takes the oldest message off the queue; its text, and the answer that carried it.
sub next_message {
	my $response = ask(Net::EPP::Frame::Command::Poll::Req->new);
	return if $Net::EPP::Simple::Code == 1300;
	my ($queue) = $response->getElementsByTagName('msgQ');
	my $text    = ($queue->getElementsByTagName('msg'))[0]->textContent;
	my $ack     = Net::EPP::Frame::Command::Poll::Ack->new;
	$ack->setMsgID($queue->getAttribute('id'));
	ask($ack);
	said(1000, 'Command completed successfully', 'poll ack');
	return ($text, $response);
}

sub statuses {
	my ($info) = @_;
	return join(' ', sort @{ $info->{status} // [] });
}

# Check.
my $name = 'blåbærgrød.dk';
is($epp->check_domain($name), 1, "whether $name is available");
is($epp->check_domain('dk-hostmaster.dk'), 0, 'whether dk-hostmaster.dk is available');

# Create a contact.
my $create = $epp->_prepare_create_contact_frame({
	id         => 'auto',
	postalInfo => { int => {
		name => 'Anna Schmidt',
		org  => '',
		addr => { street => ['Hafenstrasse 12'], city => 'Flensburg', sp => '', pc => '24937', cc => 'DE' },
	} },
	voice => '+49.461123450', fax => '', email => 'anna@example.de', authInfo => '',
});
$create->setAuthInfo('');
extend($create, $DKHM_NS, 'dkhm:userType')->appendText('individual');
my $created = ask($create);
said(1000, 'Contact created.', 'create contact');
my $handle = text_of($created, 'urn:ietf:params:xml:ns:contact-1.0', 'id');
check($handle =~ /^[A-Z0-9]+-DK$/, 'the contact has a handle') or die;
is($epp->contact_info($handle)->{postalInfo}{int}{addr}{city}, 'Flensburg', "the contact's city");

# Create a domain.
sub application {
	my ($domain, $accepted) = @_;
	my $frame = $epp->_prepare_create_domain_frame({
		name => $domain, period => 1, registrant => $handle, contacts => {}, authInfo => '',
		ns => ['ns1.nordisk.example', 'ns2.nordisk.example'],
	});
	$frame->setAuthInfo('');
	extend($frame, $DKHM_NS, 'dkhm:orderconfirmationToken')->appendText($accepted) if defined $accepted;
	return $frame;
}
ask(application($name));
said(2003, 'Value required for extension.dkhm:orderconfirmationToken', 'create domain without the order confirmation');
my $response = ask(application($name, time_of(now())));
said(1001, "Create domain pending for $name", 'create domain');
check((text_of($response, 'urn:ietf:params:xml:ns:epp-1.0', 'svTRID') // '') =~ /-(\d{13})$/, 'svTRID ends with a tracking number');
is(text_of($response, $DKHM_NS, 'trackingNo'), $1, 'the tracking number');

# Poll.
later('1m');
my ($text, $message) = next_message();
is($text, "$name has been registered and activated", 'the message');
is(($message->getElementsByTagNameNS($DOMAIN_NS, 'name'))[0]->getAttribute('paResult'), 1, 'its outcome');
is(text_of($message, $DKHM_NS, 'risk_assessment'), 'GREEN', 'the risk');
check(!defined(scalar next_message()), 'no other message waits');

# Info.
my $info = $epp->domain_info($name);
said(1000, 'Command completed successfully', 'info domain');
is($info->{registrant}, $handle, 'the registrant');
is(join(' ', @{ $info->{ns} }), 'ns1.nordisk.example ns2.nordisk.example', 'the list of name servers');
is($info->{clID}, 'REG-100001', 'the sponsor');
my $expires = $info->{exDate};
check($expires =~ /^2027-08-31T21:59:59\.0Z$/, "the domain is paid until a month's end: $expires");

# Renew: not too early, and then for a year.
my $renewal = { name => $name, cur_exp_date => '2027-08-31', period => 1 };
check(!$epp->renew_domain($renewal), 'renew domain a year ahead');
said(2306, 'New expire date 2028-08-31 exceeds max 2027-10-31', 'renew domain');
later('345d');
check($epp->renew_domain({ %$renewal, cur_exp_date => '2027-08-30' }) ? 0 : 1, 'renew domain with a wrong date');
said(2306, 'Given curExpDate 2027-08-30 does not match current expire date: 2027-08-31', 'renew domain');
check($epp->renew_domain($renewal), 'renew domain in its last two months');
said(1000, 'Command completed successfully', 'renew domain');
is($epp->domain_info($name)->{exDate}, '2028-08-31T21:59:59.0Z', 'paid until');

# Update: sign the domain, stop its renewal.
my $sign = Net::EPP::Frame::Command::Update::Domain->new;
$sign->setDomain($name);
my $add = extend($sign, $SECDNS_NS, 'secDNS:update')->addNewChild($SECDNS_NS, 'add');
my $ds  = $add->addNewChild($SECDNS_NS, 'dsData');
my $digest = '0123456789ABCDEF' x 4;
$ds->addNewChild($SECDNS_NS, $_->[0])->appendText($_->[1])
	for ['keyTag', 4711], ['alg', 13], ['digestType', 2], ['digest', $digest];
extend($sign, $DKHM_NS, 'dkhm:autoRenew')->appendText('false');
ask($sign);
said(1000, 'Command completed successfully', 'update domain');
my $signed = Net::EPP::Frame::Command::Info::Domain->new;
$signed->setDomain($name);
$signed = ask($signed);
is(text_of($signed, $SECDNS_NS, 'keyTag'), 4711, 'the key tag');
is(uc text_of($signed, $SECDNS_NS, 'digest'), $digest, 'the digest');
is(text_of($signed, $DKHM_NS, 'autoRenew'), 'false', 'the automatic renewal');

# Hosts below the domain.
my $server = "ns1.$name";
is($epp->check_host($server), 1, "whether $server is available");
check($epp->create_host({ name => $server, addrs => [{ ip => '185.20.205.20', version => 'v4' }] }), 'create host');
said(1000, 'Command completed successfully', 'create host');
my $more = { name => $server, add => { addrs => [{ ip => '2a01:630:0:80::53', version => 'v6' }] } };
check($epp->update_host($more), 'update host');
said(1000, 'Command completed successfully', 'update host');
is(join(' ', sort map { $_->{addr} } @{ $epp->host_info($server)->{addrs} }), '185.20.205.20 2a01:630:0:80::53', 'the list of addresses');
check($epp->delete_host($server), 'delete host');
said(1000, 'Command completed successfully', 'delete host');
check(!$epp->host_info($server), 'info of a deleted host');
said(2303, 'Host not found', 'info host');

# Contacts.
check($epp->update_contact({ id => $handle, chg => { voice => '+49.461123451' } }), 'update contact');
is($epp->contact_info($handle)->{voice}, '+49.461123451', 'the telephone');
check(!$epp->delete_contact($handle), 'delete contact');
said(2101, 'Unimplemented', 'delete contact');

# Delete.
check($epp->delete_domain($name), 'delete domain');
said(1001, 'Command completed successfully; action pending', 'delete domain');
check(!$epp->delete_domain($name), 'delete domain again');
said(2304, 'Domain delete already pending.', 'delete domain again');
$info = $epp->domain_info($name);
check(statuses($info) =~ /\bpendingDelete\b/, 'the status is pendingDelete: ' . statuses($info));
check(!$epp->renew_domain({ %$renewal, cur_exp_date => substr($info->{exDate}, 0, 10) }), 'renew a deleted domain');

# Restore, by a report in an update that changes nothing.
later('5d');
my $restore = Net::EPP::Frame::Command::Update::Domain->new;
$restore->setDomain($name);
my $update = extend($restore, $RGP_NS, 'rgp:update');
my $order  = $update->addNewChild($RGP_NS, 'restore');
$order->setAttribute(op => 'report');
my $report = $order->addNewChild($RGP_NS, 'report');
$report->addNewChild($RGP_NS, $_->[0])->appendText($_->[1])
	for ['preData', ''], ['postData', ''], ['delTime', now()], ['resTime', now()], ['resReason', ''], ['statement', ''];
ask($restore);
said(1000, 'Command completed successfully', 'restore domain');
$info = $epp->domain_info($name);
check(statuses($info) !~ /pendingDelete/, 'the status is no longer pendingDelete: ' . statuses($info));

# Transfer, by a code that the registry makes.
check($epp->update_domain({ name => $name, chg => { authInfo => 'autotransfer' } }), 'set the authorization');
my $asked = Net::EPP::Frame::Command::Info::Domain->new;
$asked->setDomain($name);
my $code = text_of(ask($asked), $DKHM_NS, 'authInfo');
check($code =~ /^(REG|OWN)-TRANSFER-[0-9a-f]{32}$/, 'the registry gives a code') or die;
my $other = session($other_user, $other_password);
# Net::EPP always sends a period; the registry prolongs nothing.
check(!$other->domain_transfer_request($name, $code =~ tr/0-9a-f/1-9a-f0/r, 1), 'transfer with another code');
my $expiry   = $epp->domain_info($name)->{exDate};
my $transfer = $other->domain_transfer_request($name, $code, 1);
said(1000, 'Command completed successfully', 'transfer domain');
is($transfer->{trStatus}, 'clientApproved', 'the state of the transfer');
is($transfer->{reID}, 'REG-100002', 'who gains');
is($transfer->{acID}, 'REG-100001', 'who loses');
is($other->domain_info($name)->{clID}, 'REG-100002', 'the new sponsor');
is($other->domain_info($name)->{exDate}, $expiry, 'paid until, as before,');
my @texts;
while (my ($text) = next_message()) { push @texts, $text; }
is($texts[-1], "$name has been removed from your portfolio", 'the last message to the loser');
$other->logout;

# Logout.
$epp->_get_response_result($epp->request(Net::EPP::Frame::Command::Logout->new));
said(1500, 'User logged out. Closing Connection.', 'logout');
check(!defined($epp->get_frame), 'the registry has closed the connection');
$epp->disconnect;
$epp->{connected} = 0;
print $failed ? "not ok\n" : "ok\n";
exit $failed;

# Seconds since 1970 of an RFC 3339 date and time.
sub time_of {
	my ($date) = @_;
	require Time::Piece;
	my ($seconds) = $date =~ /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?Z$/ or die "no date: $date";
	return Time::Piece->strptime($seconds, '%Y-%m-%dT%H:%M:%S')->epoch;
}
