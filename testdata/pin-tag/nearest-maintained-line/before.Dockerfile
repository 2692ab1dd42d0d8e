FROM python:2.7-slim
FROM node:12-alpine3.12
FROM debian:stretch-slim
FROM ubuntu:19.10
FROM postgres:9.6
# only the tag is gone
FROM python:3.12.1-slim-bookworm
FROM golang:1.26.0
# newer than the catalog
FROM python:3.14.99
FROM python:3.99
