using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Core.Datasets;

/// <summary>The files of one import that are stored. They are written down some hundreds at a time, or once a second: what a killed process had not written is decoded again.</summary>
internal sealed class StoredFiles
{
    private const int AtOnce = 500;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly IDbContextFactory<PortalDb> _databases;
    private readonly Pseudonyms _pseudonyms;
    private readonly string _import;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, Known> _known;
    private List<StoredFile> _unwritten = [];
    private long _writtenAt;

    private StoredFiles(IDbContextFactory<PortalDb> databases, Pseudonyms pseudonyms, string import, TimeProvider clock, Dictionary<string, Known> known) =>
        (_databases, _pseudonyms, _import, _clock, _known, _writtenAt) = (databases, pseudonyms, import, clock, known, clock.GetTimestamp());

    /// <summary>With what an earlier run of the import has stored, as far as its blobs are still there.</summary>
    public static async Task<StoredFiles> OpenAsync(
        IDbContextFactory<PortalDb> databases, BlobStore blobs, Pseudonyms pseudonyms, string import, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var known = new Dictionary<string, Known>(StringComparer.Ordinal);
        var rows = db.Set<StoredFile>().AsNoTracking().Where(f => f.Import == import).Select(f => new { f.File, f.Bytes, f.ChangedTicks, f.Pixels, f.Thumbnail, f.Facts });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
            if (File.Exists(blobs.PathOf(row.Pixels)) && (row.Thumbnail is null || File.Exists(blobs.PathOf(row.Thumbnail))))
                known[row.File] = new Known(row.Bytes, row.ChangedTicks, new StoredImage(row.Pixels, row.Thumbnail, JsonSerializer.Deserialize<PixelFacts>(row.Facts, PortalJson.Options)!));
        return new StoredFiles(databases, pseudonyms, import, clock, known);
    }

    /// <summary>What is stored of the file; null when nothing is, or when it was changed since.</summary>
    public StoredImage? Find(string folder, string file)
    {
        if (_known.Count == 0 || !_known.TryGetValue(ImportKey.OfSource(file, _pseudonyms), out var known)) return null;
        var source = SourceFiles.Holding(folder, file);
        return source.Exists && (source.Length, source.LastWriteTimeUtc.Ticks) == (known.Bytes, known.ChangedTicks) ? known.Pixels : null;
    }

    public async Task AddAsync(string folder, string file, StoredImage pixels, CancellationToken cancellationToken)
    {
        var source = SourceFiles.Holding(folder, file);
        var row = new StoredFile
        {
            Import = _import,
            File = ImportKey.OfSource(file, _pseudonyms),
            Bytes = source.Length,
            ChangedTicks = source.LastWriteTimeUtc.Ticks,
            Pixels = pixels.Pixels,
            Thumbnail = pixels.Thumbnail,
            Facts = JsonSerializer.Serialize(pixels.Facts, PortalJson.Options),
            StoredUtc = _clock.GetUtcNow().UtcDateTime,
        };
        await WriteAsync(Take(row), cancellationToken);
    }

    /// <summary>Writes down what is not yet; called when nothing is added any more.</summary>
    public Task FlushAsync() => WriteAsync(_unwritten, CancellationToken.None);

    /// <summary>The same after something has failed, which is what is to be told; what cannot be written down is decoded again.</summary>
    public async Task TryFlushAsync()
    {
        try
        {
            await FlushAsync();
        }
        catch (Exception error) when (StorageFailure.Of(error) is not null)
        {
        }
    }

    /// <summary>What is to be written now; nothing as long as it is little.</summary>
    private List<StoredFile> Take(StoredFile row)
    {
        lock (_gate)
        {
            _unwritten.Add(row);
            if (_unwritten.Count < AtOnce && _clock.GetElapsedTime(_writtenAt) < Longest) return [];
            var taken = _unwritten;
            (_unwritten, _writtenAt) = ([], _clock.GetTimestamp());
            return taken;
        }
    }

    private async Task WriteAsync(List<StoredFile> taken, CancellationToken cancellationToken)
    {
        if (taken.Count == 0) return;
        await using var db = await _databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginStoringAsync(cancellationToken);
        using (var batch = new RowBatch(db))
        using (var rows = new RowInserter<StoredFile>(batch, replace: true))
        {
            foreach (var row in taken) rows.Add(row);
            batch.Flush();
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private sealed record Known(long Bytes, long ChangedTicks, StoredImage Pixels);
}
