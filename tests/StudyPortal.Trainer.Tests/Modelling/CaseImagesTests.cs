using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;
using StudyPortal.Learning;
using StudyPortal.Trainer.Modelling;

namespace StudyPortal.Trainer.Tests.Modelling;

public sealed class CaseImagesTests
{
    private const int Size = 32;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Images_in_the_cache_have_the_bits_that_they_have_in_memory()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        var images = await AddAsync(portal);

        using var cached = await portal.Get<CaseImages>().OpenAsync(images, Size, _ => { }, Cancellation);

        using var held = await portal.Get<CaseImages>().ReadAsync(images, Size, Cancellation);
        Assert.Equal(PixelsOf(held), PixelsOf(cached));
    }

    [Fact]
    public async Task A_second_opening_decodes_nothing_and_another_order_or_size_is_another_file()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        var images = await AddAsync(portal);
        var decoded = 0;
        Task<ImageSet> OpenAsync(IReadOnlyList<BlobHash> chosen, int size) =>
            portal.Get<CaseImages>().OpenAsync(chosen, size, _ => Interlocked.Increment(ref decoded), Cancellation);

        using var first = await OpenAsync(images, Size);
        using var second = await OpenAsync(images, Size);
        Assert.Equal((10, first.Fingerprint), (decoded, second.Fingerprint));

        using var turned = await OpenAsync([.. images.Reverse()], Size);
        using var larger = await OpenAsync(images, 2 * Size);
        Assert.Equal(30, decoded);
        Assert.Equal(3, new[] { first, turned, larger }.Select(set => set.Fingerprint).Distinct().Count());
        Assert.Equal(PixelsOf(first).Chunk(Size * Size).Reverse().SelectMany(image => image), PixelsOf(turned));
    }

    [Fact]
    public async Task A_reading_that_is_cancelled_leaves_no_file()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        var images = await AddAsync(portal);
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => portal.Get<CaseImages>().OpenAsync(images, Size, _ => stop.Cancel(), stop.Token));

        Assert.Empty(Directory.GetFiles(Path.Combine(portal.Root.Work, "cache")));
        Assert.Empty(Directory.GetFiles(portal.Root.Incoming));
    }

    [Fact]
    public async Task The_file_used_longest_ago_goes_first_where_all_exceed_the_limit()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        var images = await AddAsync(portal);
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 1, 20, 0, 0, TimeSpan.Zero));
        long each = images.Count * Size * Size * sizeof(ushort);
        var cache = new ImageCache(portal.Get<BlobStore>(), portal.Root, new CacheLimit(2 * each), clock);
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(portal.Root.Work, "cache")).FullName, "earlier.f32"), "of an earlier version");

        var (first, second, third) = (images, images.Reverse().ToList(), images.Skip(1).Append(images[0]).ToList());
        foreach (var chosen in (IReadOnlyList<BlobHash>[])[first, second, first, third])
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            (await cache.OpenAsync(chosen, Size, _ => { }, Cancellation)).Dispose();
        }

        Assert.Equal(2, Directory.GetFiles(Path.Combine(portal.Root.Work, "cache")).Length);
        Assert.Equal((0, 0, 10), (await DecodedAsync(cache, first), await DecodedAsync(cache, third), await DecodedAsync(cache, second)));
    }

    [Fact]
    public async Task A_set_larger_than_the_limit_is_kept_while_it_is_used()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        var images = await AddAsync(portal);
        var cache = new ImageCache(portal.Get<BlobStore>(), portal.Root, new CacheLimit(1), TimeProvider.System);

        using var kept = await cache.OpenAsync(images, Size, _ => { }, Cancellation);
        using var next = await cache.OpenAsync(images, 2 * Size, _ => { }, Cancellation);

        Assert.Single(Directory.GetFiles(Path.Combine(portal.Root.Work, "cache")));
        using var held = await portal.Get<CaseImages>().ReadAsync(images, Size, Cancellation);
        Assert.Equal(PixelsOf(held), PixelsOf(kept));
    }

    [Fact]
    public async Task A_split_comes_with_its_labels_and_the_numbers_of_its_cases()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        var dataset = await portal.AddPhantomsAsync(10);
        var cases = await portal.Get<LoadCases>().ExecuteAsync(dataset, DatasetSplit.Validation, Cancellation);

        var split = await portal.Get<CaseImages>().ReadSplitAsync(dataset, DatasetSplit.Validation, Size, (_, _) => { }, Cancellation);

        using var images = split.Images;
        Assert.Equal((2, cases[0].Values.Count), (images.Count, split.ClassCount));
        Assert.Equal(cases.SelectMany(c => c.Values).Select(value => value == LabelValue.Positive ? 1f : 0), split.Labels);
        Assert.Equal(cases.Select(c => string.Create(CultureInfo.InvariantCulture, $"number {c.Number} of the validation split")), split.Names);
    }

    private static async Task<int> DecodedAsync(ImageCache cache, IReadOnlyList<BlobHash> images)
    {
        var decoded = 0;
        (await cache.OpenAsync(images, Size, _ => Interlocked.Increment(ref decoded), Cancellation)).Dispose();
        return decoded;
    }

    private static async Task<IReadOnlyList<BlobHash>> AddAsync(TrainerPortal portal)
    {
        var cases = await portal.Get<LoadCases>().ExecuteAsync(await portal.AddPhantomsAsync(10), split: null, Cancellation);
        return [.. cases.Select(c => c.Pixels)];
    }

    private static float[] PixelsOf(ImageSet images)
    {
        var pixels = new float[images.Count * images.Size * images.Size];
        images.Read(0, pixels);
        return pixels;
    }
}
