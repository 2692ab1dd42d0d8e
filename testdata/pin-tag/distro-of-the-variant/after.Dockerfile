FROM node:26-alpine3.24
FROM python:3.14-slim-trixie
FROM eclipse-temurin:21-resolute
FROM debian:13
FROM node:26-bookworm
