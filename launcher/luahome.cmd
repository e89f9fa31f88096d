@echo off
rem luahome for Windows: finds Java, builds the program when there is none yet, and runs it.
rem
rem Written without a Windows machine and never run on one: tell us what it gets wrong. It follows launcher/luahome but
rem for this: it does not notice that sources are newer than the jar (delete target\luahome.jar to have it built anew),
rem keeps no class-data archive, and two first runs at once may both build.
rem
rem   LUAHOME_JAVA       a Java to use: java.exe or its home; else JAVA_HOME, else java on the PATH
rem   LUAHOME_JAVA_OPTS  options for Java, split at spaces; they come after the ones given here and win
rem
rem Its own failures are one sentence on stderr and exit status 69.
setlocal EnableExtensions DisableDelayedExpansion

set "HERE=%~dp0"
set "ROOT=%~dp0.."

rem ---- Java
set "JAVA_EXE="
if not defined LUAHOME_JAVA goto java_home
if exist "%LUAHOME_JAVA%\bin\java.exe" set "JAVA_EXE=%LUAHOME_JAVA%\bin\java.exe"
if not defined JAVA_EXE if exist "%LUAHOME_JAVA%" set "JAVA_EXE=%LUAHOME_JAVA%"
if defined JAVA_EXE goto java_version
>&2 echo luahome: LUAHOME_JAVA must name a Java 17 or newer: there is no java at %LUAHOME_JAVA%.
exit /b 69
:java_home
if not defined JAVA_HOME goto java_path
if exist "%JAVA_HOME%\bin\java.exe" set "JAVA_EXE=%JAVA_HOME%\bin\java.exe"
:java_path
if not defined JAVA_EXE for %%J in (java.exe) do set "JAVA_EXE=%%~$PATH:J"
if defined JAVA_EXE goto java_version
>&2 echo luahome: Java 17 or newer is needed, and there is none in JAVA_HOME or on the PATH: install one, or set LUAHOME_JAVA to it.
exit /b 69

:java_version
rem The release file beside bin says the version; without one, java is asked, which takes longer.
set "JAVA_VERSION_TEXT="
for %%J in ("%JAVA_EXE%") do set "JAVA_BIN=%%~dpJ"
if exist "%JAVA_BIN%..\release" for /f "usebackq tokens=2 delims==" %%V in (`findstr /b "JAVA_VERSION=" "%JAVA_BIN%..\release"`) do set "JAVA_VERSION_TEXT=%%~V"
if not defined JAVA_VERSION_TEXT for /f "tokens=3" %%V in ('""%JAVA_EXE%" -version 2^>^&1 ^<nul ^| findstr /c:" version ""' ) do if not defined JAVA_VERSION_TEXT set "JAVA_VERSION_TEXT=%%~V"
set "JAVA_MAJOR=0"
for /f "tokens=1,2 delims=.-_+" %%A in ("%JAVA_VERSION_TEXT%") do (
    set "JAVA_MAJOR=%%A"
    if "%%A"=="1" set "JAVA_MAJOR=%%B"
)
if %JAVA_MAJOR% GEQ 17 goto find_jar
>&2 echo luahome: Java 17 or newer is needed, and %JAVA_EXE% is Java %JAVA_MAJOR%: install one, or set LUAHOME_JAVA to it.
exit /b 69

rem ---- the jar
:find_jar
set "JAR=%HERE%luahome.jar"
if exist "%JAR%" goto start
set "JAR=%ROOT%\lib\luahome.jar"
if exist "%JAR%" goto start
set "JAR=%ROOT%\target\luahome.jar"
if exist "%JAR%" goto start
if exist "%ROOT%\src\main\java\luahome\" if exist "%ROOT%\pom.xml" goto build
>&2 echo luahome: there is no luahome.jar beside %~nx0 or in %ROOT%\lib.
exit /b 69

:build
where mvn >nul 2>nul
if not errorlevel 1 goto build_now
>&2 echo luahome: Maven (mvn) is needed once to build the program, and is not on the PATH: install it.
exit /b 69
:build_now
>&2 echo luahome: building (first use, about a minute)...
set "PRIVATE=%ROOT%\target\.launcher-%RANDOM%%RANDOM%"
mkdir "%PRIVATE%" 2>nul
pushd "%ROOT%"
call mvn -q -B -Dmaven.test.skip=true "-Dluahome.target=%PRIVATE%" package <nul >"%PRIVATE%\log" 2>&1
popd
if exist "%PRIVATE%\luahome.jar" goto build_done
>&2 type "%PRIVATE%\log"
rmdir /s /q "%PRIVATE%"
>&2 echo luahome: the build failed: what Maven said is above.
exit /b 69
:build_done
move /y "%PRIVATE%\luahome.jar" "%JAR%" >nul
rmdir /s /q "%PRIVATE%"

rem ---- start
:start
"%JAVA_EXE%" -XX:+UseSerialGC -XX:-UsePerfData -Xlog:disable --enable-native-access=ALL-UNNAMED %LUAHOME_JAVA_OPTS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%
