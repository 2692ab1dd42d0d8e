FROM python:3.11-slim
FROM node:22-alpine
FROM debian:trixie-slim
FROM ubuntu:22.04
FROM postgres:15
