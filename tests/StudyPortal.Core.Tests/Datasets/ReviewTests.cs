using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Tests.Datasets;

public sealed class ReviewTests
{
    private static readonly PixelBlock Corner = new(2, 1, 5, 3);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_pixels_under_a_block_are_black_in_the_stored_png_the_others_are_as_they_were_and_the_old_files_are_gone()
    {
        await using var portal = await TestPortal.CreateAsync();
        var set = await (await new SampleSet(portal).AddAsync(review: CaseReview.Quarantined)).SaveAsync();
        var (oldPixels, oldThumbnail) = (set.Cases[0].Pixels, set.Cases[0].Thumbnail);

        Assert.IsType<ReviewOutcome.Decided>(await portal.Get<RedactCase>().ExecuteAsync(set.Cases[0].Id, [Corner], "ada", Cancelled));

        var found = (await portal.Get<ReadCase>().ExecuteAsync(set.Id, 1, CaseFilter.All, Cancelled))!;
        var image = GrayPng.Read(await portal.Get<BlobStore>().ReadAsync(new BlobHash(found.PixelsHash), Cancelled));
        for (var row = 0; row < SampleSet.Height; row++)
            for (var column = 0; column < SampleSet.Width; column++)
                Assert.Equal(row is >= 1 and < 4 && column is >= 2 and < 7 ? 0 : 100, image[row, column]);
        Assert.Equal((CaseReview.Redacted, "ada"), (found.Review, found.ReviewedBy));
        Assert.Equal(["113100", "113101"], found.DeidentificationMethods);
        Assert.NotEqual(oldThumbnail.Value, found.ThumbnailHash);
        Assert.False(File.Exists(SampleSet.FileOf(portal, oldPixels)));
        Assert.False(File.Exists(SampleSet.FileOf(portal, oldThumbnail)));
        await using var db = portal.OpenDb();
        Assert.Equal(0, await db.Set<RetiredBlob>().CountAsync(Cancelled));
        var noted = await db.Set<AuditEvent>().SingleAsync(e => e.Action == "case.redacted", Cancelled);
        Assert.Equal(("ada", "Set, case 1"), (noted.Actor, noted.Subject));
        Assert.Equal($"Quarantined -> Redacted; method 113101, black [2 1 5 3], pixels {oldPixels} -> {found.PixelsHash}", noted.Details);
    }

    [Fact]
    public async Task Every_slice_of_a_stack_is_blacked_out_also_where_another_case_that_waits_shows_it()
    {
        await using var portal = await TestPortal.CreateAsync();
        var set = new SampleSet(portal);
        await set.AddAsync(review: CaseReview.Flagged, shade: 20, slices: [10, 20, 30]);
        await set.AddAsync(review: CaseReview.Flagged, shade: 30, slices: [20, 30, 40]);
        await set.SaveAsync();
        List<BlobHash> old = [set.Cases[0].Pixels, set.Cases[1].Pixels];

        await portal.Get<RedactCase>().ExecuteAsync(set.Cases[0].Id, [Corner], "ada", Cancelled);

        Assert.Equal([0, 0, 0], await CornersAsync(portal, set.Cases[0].Id));
        Assert.Equal([0, 0, 40], await CornersAsync(portal, set.Cases[1].Id));
        Assert.All(old, hash => Assert.False(File.Exists(SampleSet.FileOf(portal, hash))));
        var other = (await portal.Get<ReadCase>().ExecuteAsync(set.Id, 2, CaseFilter.All, Cancelled))!;
        Assert.Equal((CaseReview.Flagged, 0), (other.Review, GrayPng.Read(await portal.Get<BlobStore>().ReadAsync(new BlobHash(other.PixelsHash), Cancelled))[2, 3]));
    }

    [Fact]
    public async Task A_file_that_another_case_still_needs_goes_when_that_one_is_blacked_out_too()
    {
        await using var portal = await TestPortal.CreateAsync();
        var first = await (await new SampleSet(portal, "First").AddAsync(review: CaseReview.Flagged)).SaveAsync();
        var second = await (await new SampleSet(portal, "Second").AddAsync(review: CaseReview.Flagged)).SaveAsync();
        var file = SampleSet.FileOf(portal, first.Cases[0].Pixels);

        await portal.Get<RedactCase>().ExecuteAsync(first.Cases[0].Id, [Corner], "ada", Cancelled);
        var afterFirst = File.Exists(file);
        await portal.Get<RedactCase>().ExecuteAsync(second.Cases[0].Id, [Corner], "ada", Cancelled);

        Assert.True(afterFirst);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task What_was_cut_off_before_the_old_file_was_deleted_is_finished_later()
    {
        await using var portal = await TestPortal.CreateAsync();
        var hash = await portal.Get<BlobStore>().PutAsync(new byte[] { 1, 2, 3 }, Cancelled);
        await using (var db = portal.OpenDb())
        {
            db.Add(new RetiredBlob { Hash = hash, RetiredUtc = DateTime.UnixEpoch });
            await db.SaveChangesAsync(Cancelled);
        }

        await portal.Get<DiscardRetiredBlobs>().ExecuteAsync(Cancelled);

        Assert.False(File.Exists(SampleSet.FileOf(portal, hash)));
    }

    [Theory]
    [InlineData(0, 0, 13, 2)]
    [InlineData(-1, 0, 3, 2)]
    [InlineData(4, 9, 3, 2)]
    [InlineData(4, 4, 0, 2)]
    [InlineData(int.MaxValue, 4, 2, 2)]
    public async Task A_block_outside_the_image_changes_nothing(int x, int y, int width, int height)
    {
        await using var portal = await TestPortal.CreateAsync();
        var set = await (await new SampleSet(portal).AddAsync(review: CaseReview.Flagged)).SaveAsync();

        var refused = Assert.IsType<ReviewOutcome.Refused>(await portal.Get<RedactCase>().ExecuteAsync(set.Cases[0].Id, [Corner, new(x, y, width, height)], "ada", Cancelled));

        Assert.Equal("A box lies outside the image of 12 x 10 pixels.", refused.Reason);
        var found = (await portal.Get<ReadCase>().ExecuteAsync(set.Id, 1, CaseFilter.All, Cancelled))!;
        Assert.Equal((CaseReview.Flagged, set.Cases[0].Pixels.Value), (found.Review, found.PixelsHash));
    }

    [Fact]
    public async Task A_case_is_decided_once_and_each_decision_is_in_the_audit_log()
    {
        await using var portal = await TestPortal.CreateAsync();
        var set = new SampleSet(portal);
        for (var i = 0; i < 2; i++) await set.AddAsync($"P{i}", review: CaseReview.Flagged);
        await set.SaveAsync();

        Assert.IsType<ReviewOutcome.Decided>(await portal.Get<ClearCase>().ExecuteAsync(set.Cases[0].Id, "ada", Cancelled));
        Assert.IsType<ReviewOutcome.Decided>(await portal.Get<LeaveOutCase>().ExecuteAsync(set.Cases[1].Id, "bob", Cancelled));
        var again = Assert.IsType<ReviewOutcome.Refused>(await portal.Get<LeaveOutCase>().ExecuteAsync(set.Cases[0].Id, "bob", Cancelled));
        Assert.IsType<ReviewOutcome.Refused>(await portal.Get<ClearCase>().ExecuteAsync(set.Cases[1].Id, "ada", Cancelled));
        Assert.IsType<ReviewOutcome.Refused>(await portal.Get<RedactCase>().ExecuteAsync(set.Cases[1].Id, [Corner], "ada", Cancelled));

        Assert.Equal("Somebody has meanwhile found no text in this case.", again.Reason);
        Assert.Equal([1], (await portal.Get<LoadCases>().ExecuteAsync(set.Id, null, Cancelled)).Select(c => c.Number));
        await using var db = portal.OpenDb();
        Assert.Equal(["ada case.cleared Flagged -> Cleared", "bob case.left-out Flagged -> LeftOut"],
            await db.Set<AuditEvent>().OrderBy(e => e.Sequence).Select(e => e.Actor + " " + e.Action + " " + e.Details).ToListAsync(Cancelled));
    }

    [Fact]
    public async Task The_queue_goes_through_the_data_sets_by_name_and_begins_again_at_its_end()
    {
        await using var portal = await TestPortal.CreateAsync();
        var b = new SampleSet(portal, "B");
        foreach (var review in (CaseReview[])[CaseReview.NotNeeded, CaseReview.Flagged, CaseReview.Cleared, CaseReview.Quarantined]) await b.AddAsync(review: review);
        await b.SaveAsync();
        var a = await (await new SampleSet(portal, "A").AddAsync(review: CaseReview.Flagged)).SaveAsync();
        var next = portal.Get<NextReview>();

        Assert.Equal(new ReviewStep(3, a.Id, 1), await next.ExecuteAsync(null, null, 0, Cancelled));
        Assert.Equal(new ReviewStep(3, b.Id, 2), await next.ExecuteAsync(null, a.Id, 1, Cancelled));
        Assert.Equal(new ReviewStep(3, b.Id, 4), await next.ExecuteAsync(null, b.Id, 2, Cancelled));
        Assert.Equal(new ReviewStep(3, a.Id, 1), await next.ExecuteAsync(null, b.Id, 4, Cancelled));
        Assert.Equal(new ReviewStep(2, b.Id, 2), await next.ExecuteAsync(b.Id, b.Id, 4, Cancelled));
    }

    [Fact]
    public async Task What_waits_is_seen_only_by_who_reviews_it()
    {
        await using var portal = await TestPortal.CreateAsync();
        var set = await (await new SampleSet(portal).AddAsync(review: CaseReview.Flagged)).SaveAsync();
        var (render, id) = (portal.Get<RenderCase>(), set.Cases[0].Id);

        Assert.Null(await render.ThumbnailAsync(id, forReview: false, Cancelled));
        Assert.Null(await render.WindowedAsync(id, null, null, forReview: false, Cancelled));
        Assert.Null(await render.StoredAsync(id, forReview: false, Cancelled));
        Assert.False((await render.StoredAsync(id, forReview: true, Cancelled))!.IsFinal);
    }

    [Fact]
    public async Task Text_that_is_seen_later_sends_a_case_back_unless_something_was_made_from_it()
    {
        await using var portal = await TestPortal.CreateAsync();
        var set = await (await new SampleSet(portal).AddAsync()).SaveAsync();
        var flag = portal.Get<FlagCase>();

        Assert.IsType<ReviewOutcome.Decided>(await flag.ExecuteAsync(set.Cases[0].Id, "ada", Cancelled));
        await portal.Get<ClearCase>().ExecuteAsync(set.Cases[0].Id, "ada", Cancelled);
        await using (var db = portal.OpenDb()) await SplitTests.AddModelAsync(db, set.Id);

        Assert.Contains("model was trained", Assert.IsType<ReviewOutcome.Refused>(await flag.ExecuteAsync(set.Cases[0].Id, "ada", Cancelled)).Reason, StringComparison.Ordinal);
    }

    private static async Task<List<int>> CornersAsync(TestPortal portal, CaseId id)
    {
        await using var db = portal.OpenDb();
        var shades = new List<int>();
        foreach (var hash in await db.Set<CaseSlice>().Where(s => s.CaseId == id).OrderBy(s => s.Position).Select(s => s.Pixels).ToListAsync(Cancelled))
            shades.Add(GrayPng.Read(await portal.Get<BlobStore>().ReadAsync(hash, Cancelled))[2, 3]);
        return shades;
    }
}
