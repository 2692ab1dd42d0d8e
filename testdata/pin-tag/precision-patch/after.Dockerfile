FROM node:26.7.0-slim
FROM python:3.14.7
FROM alpine:3.24.1
FROM golang:1.2.3
