FROM node
FROM python:3.14-slim
FROM debian:13
FROM postgres:18.0
