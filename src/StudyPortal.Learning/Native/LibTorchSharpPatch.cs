#nullable enable
#if !NET
using System;
using System.IO;
#endif
using System.Runtime.InteropServices;
using System.Text;

namespace StudyPortal.Learning.Native;

/// <summary>
/// Makes a copy of TorchSharp 0.107's libLibTorchSharp.so loadable where libstdc++ is older than GCC 13's.
/// </summary>
/// <remarks>
/// Compiled by the build task of LibTorchSharp.targets (against netstandard2.0) and by the tests, not into the library.
/// </remarks>
public static class LibTorchSharpPatch
{
    public const string MissingSymbol = "_ZSt21ios_base_library_initv";
    public const string MissingVersion = "GLIBCXX_3.4.32";

    /// <summary>A function without side effects that the library imports anyway: std::chrono::steady_clock::now().</summary>
    private const string Substitute = "_ZNSt6chrono3_V212steady_clock3nowEv";

    private const int DynamicSymbols = 11, VersionNeeds = 0x6ffffffe, SymbolVersions = 0x6fffffff;
    private const byte WeakVersion = 0x2;

    /// <summary>Whether this machine's libstdc++ exports the symbol in that version.</summary>
    public static bool HostExports(string symbol, string version)
    {
        const int lazyBinding = 1;
        IntPtr library = dlopen("libstdc++.so.6", lazyBinding);
        return library != IntPtr.Zero && dlvsym(library, symbol, version) != IntPtr.Zero;
    }

    /// <summary>Replaces the file by a patched one if the host needs it; a hard-linked original keeps its bytes.</summary>
    /// <returns>Whether the file was changed.</returns>
    /// <exception cref="InvalidDataException">The file neither imports the missing symbol nor was patched before.</exception>
    public static bool Apply(string path, Func<string, string, bool> hostExports)
    {
        if (hostExports(MissingSymbol, MissingVersion))
        {
            return false;
        }
        byte[] image = File.ReadAllBytes(path);
        if (!Patch(image, path))
        {
            return false;
        }
        string temporary = path + ".patched";
        File.Copy(path, temporary, overwrite: true);
        File.WriteAllBytes(temporary, image);
        File.SetLastWriteTimeUtc(temporary, File.GetLastWriteTimeUtc(path));
        File.Replace(temporary, path, destinationBackupFileName: null);
        return true;
    }

    private static bool Patch(byte[] image, string path)
    {
        if (image.Length < 64 || BitConverter.ToUInt32(image, 0) != 0x464c457f || image[4] != 2 || image[5] != 1)
        {
            throw Unpatchable(path, "it is not a 64-bit little-endian ELF file");
        }
        try
        {
            return PatchElf(image, path);
        }
        catch (ArgumentException damaged)
        {
            throw Unpatchable(path, "its ELF tables point outside the file: " + damaged.Message);
        }
    }

    private static bool PatchElf(byte[] image, string path)
    {
        Section symbols = Find(image, DynamicSymbols), needs = Find(image, VersionNeeds), versions = Find(image, SymbolVersions);
        int need = FindVersionNeed(image, needs, symbols.Strings);
        int missing = FindSymbol(image, symbols, MissingSymbol);
        int substitute = FindSymbol(image, symbols, Substitute);
        if (need >= 0 && missing < 0 && (image[need + 4] & WeakVersion) != 0)
        {
            return false;
        }
        if (need < 0 || missing < 0 || substitute < 0)
        {
            throw Unpatchable(path, "it neither imports " + MissingSymbol + "@" + MissingVersion + " beside " + Substitute
                + " nor was patched before");
        }
        image[need + 4] |= WeakVersion;
        Array.Copy(image, symbols.Offset + 24 * substitute, image, symbols.Offset + 24 * missing, 4);
        Array.Copy(image, versions.Offset + 2 * substitute, image, versions.Offset + 2 * missing, 2);
        return true;
    }

    private static Section Find(byte[] image, int type)
    {
        int table = (int)BitConverter.ToInt64(image, 0x28);
        int size = BitConverter.ToUInt16(image, 0x3a), count = BitConverter.ToUInt16(image, 0x3c);
        for (int header = table; header < table + size * count; header += size)
        {
            if (BitConverter.ToUInt32(image, header + 4) == (uint)type)
            {
                int link = table + size * BitConverter.ToInt32(image, header + 40);
                return new Section(Offset(image, header), (int)BitConverter.ToInt64(image, header + 32), Offset(image, link));
            }
        }
        return default;
    }

    private static int Offset(byte[] image, int header) => checked((int)BitConverter.ToInt64(image, header + 24));

    /// <summary>File offset of the Elf64_Vernaux record of <see cref="MissingVersion"/>, or -1.</summary>
    private static int FindVersionNeed(byte[] image, Section needs, int strings)
    {
        for (int library = needs.Offset, nextLibrary = needs.Size; nextLibrary != 0; library += nextLibrary)
        {
            nextLibrary = BitConverter.ToInt32(image, library + 12);
            int record = library + BitConverter.ToInt32(image, library + 8);
            for (int next = -1; next != 0; record += next)
            {
                if (NameIs(image, strings + BitConverter.ToInt32(image, record + 8), MissingVersion))
                {
                    return record;
                }
                next = BitConverter.ToInt32(image, record + 12);
            }
        }
        return -1;
    }

    private static int FindSymbol(byte[] image, Section symbols, string name)
    {
        for (int index = 0; index < symbols.Size / 24; index++)
        {
            if (NameIs(image, symbols.Strings + BitConverter.ToInt32(image, symbols.Offset + 24 * index), name))
            {
                return index;
            }
        }
        return -1;
    }

    private static bool NameIs(byte[] image, int offset, string name) =>
        offset >= 0 && offset + name.Length < image.Length && image[offset + name.Length] == 0
        && Encoding.ASCII.GetString(image, offset, name.Length) == name;

    private static InvalidDataException Unpatchable(string path, string reason) => new(
        path + " cannot be made to load on this machine, whose libstdc++ lacks " + MissingVersion + ": " + reason
        + ". Expected the libLibTorchSharp.so of TorchSharp 0.107. Check the TorchSharp version in Directory.Packages.props; "
        + "if a newer one loads here unpatched, remove Native/LibTorchSharp.targets.");

    [DllImport("libdl.so.2", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr dlopen(string file, int mode);

    [DllImport("libdl.so.2", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr dlvsym(IntPtr library, string symbol, string version);

    private readonly struct Section(int offset, int size, int strings)
    {
        public int Offset { get; } = offset;
        public int Size { get; } = size;
        public int Strings { get; } = strings;
    }
}

#if !NET
/// <summary>Patches one output copy of libLibTorchSharp.so; see LibTorchSharp.targets.</summary>
public sealed class PatchLibTorchSharp : Microsoft.Build.Utilities.Task
{
    [Microsoft.Build.Framework.Required]
    public string File { get; set; } = "";

    public override bool Execute()
    {
        try
        {
            if (LibTorchSharpPatch.Apply(File, LibTorchSharpPatch.HostExports))
            {
                Log.LogMessage(Microsoft.Build.Framework.MessageImportance.Normal, "Patched {0} for this machine's libstdc++.", File);
            }
        }
        catch (InvalidDataException unpatchable)
        {
            Log.LogError(unpatchable.Message);
        }
        return !Log.HasLoggedErrors;
    }
}
#endif
