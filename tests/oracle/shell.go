package main

import (
	"sort"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"mvdan.cc/sh/v3/syntax"
)

// script is what mvdan/sh reads in one shell-form RUN.
type script struct {
	// Source is the text handed to the shell: the joined line, or a lone heredoc's body,
	// or the line with its heredocs put back behind it.
	Source text `json:"source"`
	Posix  bool `json:"posix"`
	Bash   bool `json:"bash"`
	// Commands: one list per simple command, in source order, of the raw texts of its
	// assignments, words and redirections. Those inside $( ), backquotes and <( ) are Inner.
	Commands [][]text `json:"commands"`
	Inner    [][]text `json:"inner"`
	// Operators outside substitutions, in source order: && || | |& & !
	Operators []text `json:"operators"`
}

func addShell(ins *instruction) {
	run, docs := ins, ins.Heredocs
	if ins.Sub != nil {
		run = ins.Sub
	}
	if run.Cmd != "RUN" || run.JSON || len(run.Args) == 0 {
		return
	}
	line := string(run.Args[0])
	if len(docs) > 0 {
		if parser.MustParseHeredoc(line) != nil {
			body := string(docs[0].Content)
			if docs[0].Chomp {
				body = parser.ChompHeredocContent(body)
			}
			if strings.HasPrefix(body, "#!") {
				return // a program of its own, not the shell's
			}
			line = body
		} else {
			for _, d := range docs {
				line += "\n" + string(d.Content) + string(d.Name)
			}
		}
	}
	run.Shell = readShell(line)
}

func readShell(src string) *script {
	s := &script{Source: text(src), Commands: [][]text{}, Inner: [][]text{}, Operators: []text{}}
	posix := parseAs(src, syntax.LangPOSIX)
	bash := parseAs(src, syntax.LangBash)
	s.Posix, s.Bash = posix != nil, bash != nil
	tree := posix
	if tree == nil {
		tree = bash
	}
	if tree == nil {
		return s
	}
	c := collector{src: src}
	c.walk(tree, false)
	s.Commands = append(s.Commands, c.outer...)
	s.Inner = append(s.Inner, c.inner...)
	sort.SliceStable(c.ops, func(i, j int) bool { return c.ops[i].at < c.ops[j].at })
	for _, o := range c.ops {
		s.Operators = append(s.Operators, text(o.what))
	}
	return s
}

func parseAs(src string, lang syntax.LangVariant) *syntax.File {
	f, err := syntax.NewParser(syntax.Variant(lang)).Parse(strings.NewReader(src), "")
	if err != nil {
		return nil
	}
	return f
}

type operator struct {
	at   uint
	what string
}

type collector struct {
	src          string
	outer, inner [][]text
	ops          []operator
}

func (c *collector) walk(root syntax.Node, inside bool) {
	syntax.Walk(root, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.CmdSubst:
			c.walkAll(n.Stmts)
			return false
		case *syntax.ProcSubst:
			c.walkAll(n.Stmts)
			return false
		case *syntax.BinaryCmd:
			if !inside {
				c.ops = append(c.ops, operator{n.OpPos.Offset(), n.Op.String()})
			}
		case *syntax.Stmt:
			if !inside && n.Negated {
				c.ops = append(c.ops, operator{n.Pos().Offset(), "!"})
			}
			if !inside && n.Background {
				c.ops = append(c.ops, operator{n.Semicolon.Offset(), "&"})
			}
			if parts := c.simple(n); parts != nil {
				if inside {
					c.inner = append(c.inner, parts)
				} else {
					c.outer = append(c.outer, parts)
				}
			}
		}
		return true
	})
}

func (c *collector) walkAll(list []*syntax.Stmt) {
	for _, s := range list {
		c.walk(s, true)
	}
}

// simple lists the pieces of a simple command; nil for a compound one.
func (c *collector) simple(s *syntax.Stmt) []text {
	type piece struct{ from, to uint }
	var all []piece
	add := func(from, to syntax.Pos) { all = append(all, piece{from.Offset(), to.Offset()}) }
	switch cmd := s.Cmd.(type) {
	case nil:
	case *syntax.CallExpr:
		for _, a := range cmd.Assigns {
			add(a.Pos(), a.End())
		}
		for _, w := range cmd.Args {
			add(w.Pos(), w.End())
		}
	case *syntax.DeclClause:
		add(cmd.Variant.Pos(), cmd.Variant.End())
		for _, a := range cmd.Args {
			add(a.Pos(), a.End())
		}
	default:
		return nil
	}
	for _, r := range s.Redirs {
		add(r.Pos(), r.Word.End())
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].from < all[j].from })
	out := []text{}
	for _, p := range all {
		out = append(out, text(c.src[p.from:p.to]))
	}
	return out
}
