FROM node:26 AS a
FROM node:26 AS b
FROM debian:13
