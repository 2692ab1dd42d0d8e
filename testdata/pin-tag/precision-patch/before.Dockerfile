FROM node:26-slim
FROM python
FROM alpine:3.24
FROM golang:1.2.3
