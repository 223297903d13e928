using System.Runtime.InteropServices;

namespace StudyPortal.Learning;

/// <summary>
/// The C library's heap, in which CPU tensors lie. As it comes, it gives large freed blocks back to the system and asks for
/// them again a moment later, and the system clears every page anew: a quarter of the time of a training step.
/// </summary>
public static partial class NativeHeap
{
    private const int TrimThreshold = -1, MapThreshold = -3, ArenaMaximum = -8;

    private const int LargestMapThreshold = 32 << 20;

    private static bool isKept;

    /// <summary>
    /// Keeps freed memory for the tensors to come, in one heap for all threads. To be called before the first tensor by a
    /// program whose work is to compute; does nothing where the C library is not glibc's.
    /// </summary>
    public static void KeepFreed()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad("libc.so.6", out nint library)
            || !NativeLibrary.TryGetExport(library, "mallopt", out _))
        {
            return;
        }
        isKept = true;
        _ = Set(ArenaMaximum, 1);
        _ = Set(MapThreshold, LargestMapThreshold);
        _ = Set(TrimThreshold, int.MaxValue);
    }

    /// <summary>
    /// Frees the native part of every number that was lately passed to TorchSharp. It waits for a finaliser, and meanwhile
    /// splits the memory that freed tensors leave, so that no other tensor fits. To be called after a piece of work of some
    /// hundred operations; takes a fraction of a millisecond. Does nothing unless <see cref="KeepFreed"/> was called.
    /// </summary>
    public static void FreeNumbers()
    {
        if (isKept)
        {
            GC.Collect(0);
            GC.WaitForPendingFinalizers();
        }
    }

    /// <summary>Gives what <see cref="KeepFreed"/> kept back to the system, after the last tensor for a while.</summary>
    public static void Trim()
    {
        if (isKept)
        {
            _ = Trim(0);
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "malloc_trim")]
    private static partial int Trim(nuint kept);

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    private static partial int Set(int parameter, int value);
}
