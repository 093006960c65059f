/* Wine 8 lacks this library of Windows 10, whose one function fills memory with chance. It goes into
   the Wine that tries the bundle and nowhere else: Windows brings its own. */

#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count)
{
    return RtlGenRandom(bytes, (ULONG)count);
}
