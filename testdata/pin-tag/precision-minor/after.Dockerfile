FROM node:26.7
FROM python:3.14-slim
FROM debian:13.6
FROM postgres:18.0
