FROM python:2-onbuild
FROM node:argon
