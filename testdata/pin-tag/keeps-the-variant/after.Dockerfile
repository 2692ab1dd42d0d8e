FROM python:3.14-slim
FROM python:3.14-alpine
FROM golang:1.27-alpine AS go
FROM node:26-slim
