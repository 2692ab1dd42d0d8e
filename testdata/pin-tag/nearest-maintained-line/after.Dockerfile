FROM python:3.11-slim
FROM node:22-alpine
FROM debian:trixie-slim
FROM ubuntu:22.04
FROM postgres:15
# only the tag is gone
FROM python:3.12.14-slim-bookworm
FROM golang:1.26.7
# newer than the catalog
FROM python:3.14.99
FROM python:3.99
