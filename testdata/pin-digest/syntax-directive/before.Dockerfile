# syntax=docker/dockerfile:1
# escape=`
FROM node:26
