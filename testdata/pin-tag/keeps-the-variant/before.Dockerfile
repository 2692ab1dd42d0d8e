FROM python:slim
FROM python:alpine
FROM golang:alpine AS go
FROM debian:stable-slim
