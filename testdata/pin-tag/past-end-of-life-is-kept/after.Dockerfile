FROM python:2.7-slim
FROM golang:1.2-alpine
FROM openjdk:8-jdk
FROM node:26
