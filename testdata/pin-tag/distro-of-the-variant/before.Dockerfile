FROM node:alpine
FROM python:3.14-slim
FROM eclipse-temurin:21
FROM debian
FROM node:26-bookworm
