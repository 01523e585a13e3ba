# gloss: the tasks of the project. `make` lists them.

CONTENT ?= content
OUT     ?= public
URL     ?=
PORT    ?= 4000
FUZZTIME ?= 10m
ARGS    ?=

GLOSS := bin/gloss
FLAGS := --content '$(CONTENT)' $(if $(URL),--url '$(URL)')

.DEFAULT_GOAL := help
.PHONY: help build serve check anchor links test fuzz bench lint clean $(GLOSS)

help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: $(GLOSS) ## make the site: content/ into public/
	@$(GLOSS) build $(FLAGS) --out '$(OUT)'

serve: $(GLOSS) ## show the site while it is being edited (PORT=4000)
	@$(GLOSS) serve $(FLAGS) --layouts layouts --port $(PORT)

check: $(GLOSS) ## report every problem of the content, write nothing
	@$(GLOSS) check $(FLAGS)

anchor: $(GLOSS) ## report every note that is not where it was (ARGS=--write mends)
	@$(GLOSS) anchor --content $(CONTENT) $(ARGS)

links: $(GLOSS) ## ask whether the pages linked to are still there (ARGS=--archive)
	@$(GLOSS) links $(FLAGS) $(ARGS)

test: ## run every test, browser and validity tests included; installs what they need
	@.ci/test

fuzz: ## run each fuzzer in turn (FUZZTIME=10m each)
	@FUZZTIME=$(FUZZTIME) .ci/fuzz

bench: $(GLOSS) ## measure the build, the preview, the anchoring and the citations
	@go run ./generator/bench --gloss $(GLOSS)
	@go run ./generator/bench/preview --gloss $(GLOSS)
	@go run ./generator/bench/citations
	@go test ./generator/anchor -run '^$$' -bench Cases -benchtime 5x
	@go test ./generator/confirm -run '^$$' -bench LongEssay -benchtime 5x

lint: ## run golangci-lint; builds it the first time, which takes minutes
	@.ci/lint

clean: ## remove what was built; content and tracked files stay
	rm -rf bin .ci/bin .ci/node_modules .public.gloss
	@find public -mindepth 1 ! -name .gitkeep -delete

# The Go tool knows whether anything changed; make does not.
$(GLOSS):
	@go build -o $@ ./generator/cmd/gloss
