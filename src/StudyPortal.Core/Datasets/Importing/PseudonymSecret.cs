using System.Security.Cryptography;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Core.Datasets;

/// <summary>The secret of this installation that turns patient ids into pseudonyms: made once, readable by its owner alone.</summary>
public sealed class PseudonymSecret(DataRoot root)
{
    private const int Bytes = 32;

    private string File => Path.Combine(root.Keys, "pseudonyms.key");

    /// <exception cref="InvalidDataException">The file was cut short.</exception>
    internal Pseudonyms Load()
    {
        if (!System.IO.File.Exists(File)) Create();
        var secret = System.IO.File.ReadAllBytes(File);
        return secret.Length == Bytes
            ? new Pseudonyms(secret)
            : throw new InvalidDataException($"{File} has {secret.Length} bytes instead of {Bytes}. Restore it from a backup: with another secret the same patient gets another pseudonym.");
    }

    /// <summary>Written aside and linked into place, so that of two processes one wins and both read the same secret.</summary>
    private void Create()
    {
        var aside = $"{File}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(aside, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(Bytes));
            file.Flush(flushToDisk: true);
        }

        try
        {
            System.IO.File.Move(aside, File, overwrite: false);
            DirectorySync.Flush(root.Keys);
        }
        catch (IOException) when (System.IO.File.Exists(File))
        {
            System.IO.File.Delete(aside);
        }
    }
}
