FROM python:3.12-alpine3.20
FROM python:3-alpine
