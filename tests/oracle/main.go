// The reference reader: what BuildKit itself makes of a Dockerfile, as canonical JSON.
//
//	oracle [-shell] [-root DIR] [-j N] [PATH...]
//
// One JSON object per line and per path, in the order given; without paths, paths are
// read from stdin, one a line. With -root the paths are relative to DIR and are
// written as given. The fields are described in README.md beside this file.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/moby/buildkit/frontend/dockerfile/command"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

// text is a byte string: a JSON string when it is valid UTF-8, else {"b64": "..."}.
type text string

func (t text) MarshalJSON() ([]byte, error) {
	var v any = string(t)
	if !utf8.ValidString(string(t)) {
		v = map[string]string{"b64": base64.StdEncoding.EncodeToString([]byte(t))}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSpace(b.Bytes()), nil
}

type heredocument struct {
	Name    text   `json:"name"`
	FD      uint64 `json:"fd"`
	Expand  bool   `json:"expand"`
	Chomp   bool   `json:"chomp"`
	Content text   `json:"content"`
}

type instruction struct {
	Cmd      text           `json:"cmd"`
	Line     int            `json:"line,omitempty"`
	End      int            `json:"end,omitempty"`
	Flags    []text         `json:"flags"`
	Args     []text         `json:"args"`
	JSON     bool           `json:"json"`
	Heredocs []heredocument `json:"heredocs"`
	Sub      *instruction   `json:"sub,omitempty"`
	Shell    *script        `json:"shell,omitempty"`
}

type stage struct {
	Name     text `json:"name"`
	Base     text `json:"base"`
	Platform text `json:"platform"`
	Commands int  `json:"commands"`
}

type document struct {
	Path         text           `json:"path"`
	OK           bool           `json:"ok"`
	Phase        string         `json:"phase,omitempty"`
	Error        text           `json:"error,omitempty"`
	Escape       string         `json:"escape,omitempty"`
	Instructions []*instruction `json:"instructions"`
	Stages       []stage        `json:"stages"`
	MetaArgs     []text         `json:"meta_args"`
}

// keyword gives the instruction's name in capitals. BuildKit folds case over all of
// Unicode, so a known name is spelt from its table; an unknown one keeps its other bytes.
func keyword(word string) text {
	if low := strings.ToLower(word); isKnown(low) {
		return text(strings.ToUpper(low))
	}
	raised := []byte(word)
	for i, c := range raised {
		if 'a' <= c && c <= 'z' {
			raised[i] = c - 'a' + 'A'
		}
	}
	return text(raised)
}

func isKnown(low string) bool {
	_, found := command.Commands[low]
	return found
}

func texts(in []string) []text {
	out := make([]text, 0, len(in))
	for _, s := range in {
		out = append(out, text(s))
	}
	return out
}

func fromNode(n *parser.Node) *instruction {
	ins := &instruction{
		Cmd:      keyword(n.Value),
		Line:     n.StartLine,
		End:      n.EndLine,
		Flags:    texts(n.Flags),
		Args:     []text{},
		JSON:     n.Attributes["json"],
		Heredocs: []heredocument{},
	}
	for arg := n.Next; arg != nil; arg = arg.Next {
		if len(arg.Children) > 0 {
			ins.Sub = fromNode(arg.Children[0])
		} else {
			ins.Args = append(ins.Args, text(arg.Value))
		}
	}
	for _, h := range n.Heredocs {
		ins.Heredocs = append(ins.Heredocs,
			heredocument{text(h.Name), uint64(h.FileDescriptor), h.Expand, h.Chomp, text(h.Content)})
	}
	return ins
}

// BuildKit walks a Go map for its "did you mean", so ties come out at random.
var suggestion = regexp.MustCompile(` \(did you mean [^()]*\?\)$`)

func refuse(doc *document, phase string, message string) {
	doc.Phase = phase
	doc.Error = text(suggestion.ReplaceAllString(message, ""))
}

func read(name, file string, withShell bool) *document {
	doc := &document{Path: text(name), Instructions: []*instruction{}, Stages: []stage{}, MetaArgs: []text{}}
	data, err := os.ReadFile(file)
	if err != nil {
		refuse(doc, "read", err.Error())
		return doc
	}
	parsed, err := parser.Parse(bytes.NewReader(data))
	if err != nil {
		refuse(doc, "parser", err.Error())
		return doc
	}
	doc.Escape = string(parsed.EscapeToken)
	for _, n := range parsed.AST.Children {
		ins := fromNode(n)
		if withShell {
			addShell(ins)
		}
		doc.Instructions = append(doc.Instructions, ins)
	}
	silent := linter.New(&linter.Config{SkipAll: true, Warn: func(string, string, string, string, []parser.Range) {}})
	stages, meta, err := instructions.Parse(parsed.AST, silent)
	if err == nil && len(stages) == 0 {
		// The parser lets this pass; the frontend stops here in these words.
		err = fmt.Errorf("dockerfile contains no stages to build")
	}
	if err != nil {
		refuse(doc, "instructions", err.Error())
		return doc
	}
	doc.OK = true
	for _, s := range stages {
		doc.Stages = append(doc.Stages, stage{text(s.Name), text(s.BaseName), text(s.Platform), len(s.Commands)})
	}
	for _, m := range meta {
		for _, a := range m.Args {
			pair := a.Key
			if a.Value != nil {
				pair += "=" + *a.Value
			}
			doc.MetaArgs = append(doc.MetaArgs, text(pair))
		}
	}
	return doc
}

func encode(doc *document) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(doc); err != nil {
		fmt.Fprintln(os.Stderr, "oracle:", err)
		os.Exit(2)
	}
	return b.Bytes()
}

func main() {
	withShell := flag.Bool("shell", false, "add what mvdan/sh makes of each shell-form RUN")
	root := flag.String("root", "", "folder that the paths are relative to")
	jobs := flag.Int("j", 1, "files read at the same time")
	corpus := flag.String("pick", "", "print which files of this corpus folder make the golden data, and stop")
	flag.Parse()

	if *corpus != "" {
		if err := pick(*corpus, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, "oracle:", err)
			os.Exit(2)
		}
		return
	}

	paths := flag.Args()
	if len(paths) == 0 {
		in := bufio.NewScanner(os.Stdin)
		for in.Scan() {
			if in.Text() != "" {
				paths = append(paths, in.Text())
			}
		}
	}

	lines := make([][]byte, len(paths))
	next := make(chan int)
	var workers sync.WaitGroup
	for range max(*jobs, 1) {
		workers.Go(func() {
			for i := range next {
				lines[i] = encode(read(paths[i], filepath.Join(*root, paths[i]), *withShell))
			}
		})
	}
	for i := range paths {
		next <- i
	}
	close(next)
	workers.Wait()

	out := bufio.NewWriter(os.Stdout)
	for _, line := range lines {
		out.Write(line)
	}
	if err := out.Flush(); err != nil {
		fmt.Fprintln(os.Stderr, "oracle:", err)
		os.Exit(2)
	}
}
