FROM python:slim
FROM python:alpine
FROM golang:alpine AS go
FROM node:slim
