#nullable enable
#if !NET
using System;
using System.IO;
#endif
using System.Text;

namespace StudyPortal.Learning.Native;

/// <summary>Makes a copy of TorchSharp 0.107's TorchSharp.dll hold on to the objects that it passes to libtorch.</summary>
/// <remarks>
/// Compiled by the build task of TorchSharp.targets (against netstandard2.0) and by the tests, not into the library.
/// </remarks>
public static class TorchSharpPatch
{
    /// <summary>A custom attribute's value of 8 bytes: prolog, DebuggingModes.IgnoreSymbolStoreSequencePoints, no named arguments.</summary>
    private static readonly byte[] Released = { 8, 1, 0, 0x02, 0x00, 0, 0, 0, 0 };

    /// <summary>The same with DebuggingModes.Default and DisableOptimizations.</summary>
    private static readonly byte[] Patched = { 8, 1, 0, 0x03, 0x01, 0, 0, 0, 0 };

    /// <summary>Replaces the file by a patched one; a hard-linked original keeps its bytes.</summary>
    /// <returns>Whether the file was changed.</returns>
    /// <exception cref="InvalidDataException">The file does not have one such attribute, patched or not.</exception>
    public static bool Apply(string path)
    {
        byte[] image = File.ReadAllBytes(path);
        int released = Only(image, Released), patched = Only(image, Patched);
        if (released < 0 && patched >= 0)
        {
            return false;
        }
        if (released < 0 || patched >= 0)
        {
            throw new InvalidDataException(
                path + " is not the TorchSharp.dll of TorchSharp 0.107: it should have one DebuggableAttribute of a release build. "
                + "Check the TorchSharp version in Directory.Packages.props and whether Native/TorchSharp.targets is still needed.");
        }
        Patched.CopyTo(image, released);
        string temporary = path + ".patched";
        File.Copy(path, temporary, overwrite: true);
        File.WriteAllBytes(temporary, image);
        File.SetLastWriteTimeUtc(temporary, File.GetLastWriteTimeUtc(path));
        File.Replace(temporary, path, destinationBackupFileName: null);
        return true;
    }

    /// <summary>Where the bytes stand if they stand in one place, else -1.</summary>
    private static int Only(byte[] image, byte[] wanted)
    {
        Encoding oneByteEach = Encoding.GetEncoding("iso-8859-1");
        string text = oneByteEach.GetString(image), sought = oneByteEach.GetString(wanted);
        int found = text.IndexOf(sought, StringComparison.Ordinal);
        return found == text.LastIndexOf(sought, StringComparison.Ordinal) ? found : -1;
    }
}

#if !NET
/// <summary>Patches one output copy of TorchSharp.dll; see TorchSharp.targets.</summary>
public sealed class PatchTorchSharp : Microsoft.Build.Utilities.Task
{
    [Microsoft.Build.Framework.Required]
    public string File { get; set; } = "";

    public override bool Execute()
    {
        try
        {
            if (TorchSharpPatch.Apply(File))
            {
                Log.LogMessage(Microsoft.Build.Framework.MessageImportance.Normal, "Patched {0} to keep its arguments alive.", File);
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
