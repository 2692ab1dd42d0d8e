FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS run
FROM mcr.microsoft.com/dotnet/runtime:8.0-alpine
