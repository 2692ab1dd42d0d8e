FROM python:3
FROM python:3-slim
FROM golang:1-bookworm
