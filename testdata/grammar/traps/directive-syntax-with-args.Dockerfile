# syntax = docker/dockerfile:1 --some words
FROM alpine
