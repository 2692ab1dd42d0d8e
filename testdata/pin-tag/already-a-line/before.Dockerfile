FROM python:3.12
FROM debian:bookworm
FROM debian:bookworm-slim
FROM ubuntu:jammy
FROM alpine:3.18
FROM node:20
FROM node:20.1.0-alpine
