FROM python:3.14
FROM python:3.14-slim
FROM golang:1.27-bookworm
