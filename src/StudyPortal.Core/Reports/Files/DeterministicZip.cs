using System.IO.Compression;

namespace StudyPortal.Core.Reports.Files;

/// <summary>A zip archive whose bytes depend on its files alone: every entry bears the earliest date that zip knows.</summary>
internal static class DeterministicZip
{
    private static readonly DateTimeOffset Earliest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Write(IReadOnlyList<ReportFile> files)
    {
        using var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in files)
            {
                var entry = archive.CreateEntry(file.Name, CompressionLevel.Optimal);
                entry.LastWriteTime = Earliest;
                using var content = entry.Open();
                content.Write(file.Content);
            }
        }

        return buffer.ToArray();
    }
}
