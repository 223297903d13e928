using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StudyPortal.Learning.Tests;

/// <summary>
/// Tells OpenMP, before libtorch loads, to use one thread and to sleep while it waits: test classes run side by side on tiny
/// networks, and threads that meet after every small operation would make each other several times slower.
/// </summary>
internal static class PoliteThreads
{
    [ModuleInitializer]
    internal static void Request()
    {
        if (OperatingSystem.IsLinux()
            && (SetEnvironment("OMP_WAIT_POLICY", "passive", overwrite: 0) != 0 || SetEnvironment("OMP_NUM_THREADS", "1", overwrite: 0) != 0))
        {
            throw new InvalidOperationException("The environment could not be changed.");
        }
    }

    [DllImport("libc.so.6", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetEnvironment(string name, string value, int overwrite);
}
