using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Testing;

/// <summary>Makes every case of a sample world the middle slice of a CT of five, each slice of one gray.</summary>
public static class SampleStacks
{
    public const int Slices = 5, KeySlice = 2;

    /// <summary>Of the whole slice; the key slice keeps the case's own pixels.</summary>
    public static ushort GrayOf(int slice) => (ushort)(40 * (slice + 1));

    /// <summary>A stored value v is 4 v - 200 Hounsfield units.</summary>
    public static async Task MakeAsync(IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        var blobs = services.GetRequiredService<BlobStore>();
        foreach (var shown in await db.Set<Case>().AsNoTracking().ToListAsync())
            for (var slice = 0; slice < Slices; slice++)
            {
                var flat = new GrayImage(shown.Width, shown.Height, 8, [.. Enumerable.Repeat(GrayOf(slice), shown.Width * shown.Height)]);
                var pixels = slice == KeySlice ? shown.Pixels : await blobs.PutAsync(GrayPng.Write(flat), CancellationToken.None);
                db.Add(new CaseSlice { CaseId = shown.Id, Position = slice, Pixels = pixels });
            }

        await db.SaveChangesAsync();
        await db.Set<Case>().ExecuteUpdateAsync(change => change
            .SetProperty(c => c.KeySlice, KeySlice).SetProperty(c => c.Modality, "CT").SetProperty(c => c.RescaleSlope, 4).SetProperty(c => c.RescaleIntercept, -200));
    }
}
