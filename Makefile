# The developer's commands. Each takes its settings from the environment or the command line: make run PORT=3100.
.PHONY: help run test stories chaos fuzz bench build-times clean-run screenshots sqlx

help:
	@echo 'make run          start PostgreSQL, the registry sandbox and the portal (PORT, SANDBOX_PORT, CONTROL_PORT)'
	@echo 'make clean-run    stop that and forget its data'
	@echo 'make test         check formatting, lints, unit, integration and browser tests'
	@echo 'make stories      tell what must not happen with two servers and a late registry, over running programs'
	@echo 'make chaos        break everything for a while, and count what was lost, doubled or told wrongly (SECONDS, SEED)'
	@echo 'make fuzz         look for bytes that break the EPP codec or parser (SECONDS, 60 for each target)'
	@echo 'make bench        measure, and print one table'
	@echo 'make build-times  measure builds, before and after (COMMITS="OLD NEW", ONLY=release,page,operation,test)'
	@echo 'make screenshots  photograph every page into end2end/screenshots'
	@echo 'make sqlx         renew .sqlx, the facts about queries that a build without a database uses'

run clean-run test stories bench:
	@exec scripts/$@

chaos:
	@exec env $(if $(SECONDS),SECONDS=$(SECONDS)) $(if $(SEED),SEED=$(SEED)) scripts/chaos

fuzz:
	@exec scripts/fuzz $(SECONDS)

build-times:
	@exec scripts/$@ $(if $(ONLY),--only $(ONLY)) $(COMMITS)

sqlx screenshots:
	@exec scripts/test --only-$@
