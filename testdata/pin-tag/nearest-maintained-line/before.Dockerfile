FROM python:2.7-slim
FROM node:12-alpine3.12
FROM debian:stretch-slim
FROM ubuntu:19.10
FROM postgres:9.6
