using System.Security.Cryptography;
using System.Text.Json;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Tests.Datasets;

/// <summary>The small kneeMRI and LUNA16 folders of the imaging tests, and the pixels that come of them.</summary>
internal static class VolumeFixtures
{
    public static string Folder(string name) => RepositoryFolder.Of($"tests/StudyPortal.Imaging.Tests/Fixtures/{name}");

    public static JsonElement Expected(string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json")));
        return document.RootElement.Clone();
    }

    /// <summary>The stored pixels of each case, by where the source has it.</summary>
    public static async Task<Dictionary<string, GrayImage>> PixelsAsync(this TestPortal portal, DatasetDetails set)
    {
        var pixels = new Dictionary<string, GrayImage>(StringComparer.Ordinal);
        for (var number = 1; number <= set.Cases; number++)
        {
            var found = (await portal.Get<ReadCase>().ExecuteAsync(set.Id, number, CaseFilter.All, TestContext.Current.CancellationToken))!;
            pixels[found.Origin] = GrayPng.Read(await portal.Get<BlobStore>().ReadAsync(new BlobHash(found.PixelsHash), TestContext.Current.CancellationToken));
        }

        return pixels;
    }

    public static string Sha256(params IEnumerable<GrayImage> images) =>
        Convert.ToHexStringLower(SHA256.HashData([.. images.SelectMany(image => image.Pixels).Select(pixel => (byte)pixel)]));
}
