using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>Takes a file of an upload piece by piece, straight to the disk. What a broken connection has brought stays, and the next piece follows it.</summary>
public sealed class ReceiveUpload(DataRoot root, UploadLimits limits)
{
    /// <summary>What a browser may send at once.</summary>
    public const long MaxPiece = 64L << 20;

    /// <summary>Left free for the portal itself.</summary>
    private const long Reserve = 256L << 20;

    private const int Buffer = 1 << 16;

    /// <param name="id">Of an upload that was opened.</param>
    /// <param name="name">Of the file, relative to what was chosen.</param>
    /// <param name="offset">Where the piece begins.</param>
    /// <param name="total">Size of the whole file.</param>
    /// <param name="piece">Its bytes.</param>
    /// <param name="cancellationToken">When the connection breaks.</param>
    public async Task<ReceiveOutcome> ExecuteAsync(UploadId id, string name, long offset, long total, Stream piece, CancellationToken cancellationToken)
    {
        var folder = new UploadFolder(root, id);
        if (!folder.Exists) return new ReceiveOutcome.NoSuchUpload();
        var (safe, refusal) = SafeName.Of(name);
        if (safe is null || (refusal ??= Refusal(folder, safe, offset, total)) is not null) return new ReceiveOutcome.Refused(refusal!);
        if (new FileInfo(folder.WholeOf(safe)) is { Exists: true } whole && whole.Length == total) return new ReceiveOutcome.Stored(total);
        var part = folder.PartOf(safe, total);
        Directory.CreateDirectory(Path.GetDirectoryName(part)!);
        var received = await AppendAsync(part, offset, total, piece, cancellationToken);
        if (received is ReceiveOutcome.Stored { Received: var length } && length == total) File.Move(part, folder.WholeOf(safe), overwrite: true);
        return received;
    }

    /// <summary>What is known before a byte is taken.</summary>
    private string? Refusal(UploadFolder folder, string name, long offset, long total)
    {
        if (offset < 0 || total < 0 || offset > total) return "E_INVALID_DATASET: the piece does not lie inside the file.";
        if (total > limits.Bytes) return $"E_RESOURCE_LIMIT: {name} has {total} bytes; an upload may have {limits.Bytes} (setting Import:MaxUploadGigabytes).";
        if (offset > 0) return null;
        var others = folder.Read() is { Files: var files } ? files.Where(file => file.Name != name).ToList() : [];
        if (others.Count >= limits.Files) return $"E_RESOURCE_LIMIT: an upload may have {limits.Files} files. Send a zip, or import from a folder of the server.";
        var all = others.Sum(file => file.Total) + total;
        if (all > limits.Bytes) return $"E_RESOURCE_LIMIT: the files have {all} bytes so far; an upload may have {limits.Bytes} (setting Import:MaxUploadGigabytes).";
        return new DriveInfo(root.Folder).AvailableFreeSpace - Reserve < total ? $"E_RESOURCE_LIMIT: {name} has {total} bytes, and the server's disk has no room for them. Make room there, or import from a folder of the server." : null;
    }

    private static async Task<ReceiveOutcome> AppendAsync(string part, long offset, long total, Stream piece, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(part, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, Buffer, FileOptions.Asynchronous);
        if (file.Length != offset) return new ReceiveOutcome.Elsewhere(file.Length);
        file.Position = offset;
        var block = new byte[Buffer];
        for (int read; (read = await piece.ReadAsync(block, cancellationToken)) > 0;)
        {
            if (file.Position + read > total) return new ReceiveOutcome.Refused("E_INVALID_DATASET: more bytes came than the file was said to have. Choose the file again.");
            await file.WriteAsync(block.AsMemory(0, read), cancellationToken);
        }

        return new ReceiveOutcome.Stored(file.Position);
    }
}
