using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Browser.Tests.Datasets;

public sealed class ReviewPageTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private const int Side = 100;

    [Fact]
    public async Task A_box_that_is_drawn_over_the_text_is_black_in_the_stored_png_and_the_old_file_is_gone()
    {
        var set = await AddAsync("Scans with text", 2);
        var before = await CasesAsync(set);
        var page = await fixture.EnterAsync("admin");
        await page.GotoAsync($"/datasets/{set}");
        await Assertions.Expect(page.GetByText("2 cases may have text burned into the pixels.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Review them" }).ClickAsync();
        await ShowsAsync(page, 1);

        await page.Keyboard.PressAsync("b");
        var (x, y, scale) = await PlaceAsync(page);
        await page.Mouse.MoveAsync(x + (20.5f * scale), y + (30.5f * scale));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x + (50.5f * scale), y + (44.5f * scale), new() { Steps = 4 });
        await page.Mouse.UpAsync();
        await page.Keyboard.PressAsync("Shift+ArrowDown");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Black out 2 boxes for good" })).ToBeEnabledAsync();
        await PortalFixture.KeepPictureAsync(page, "review");
        await page.Keyboard.PressAsync("Enter");
        await ShowsAsync(page, 2);

        var after = (await CasesAsync(set))[0];
        var image = GrayPng.Read(await fixture.Get<BlobStore>().ReadAsync(after.Pixels, CancellationToken.None));
        Assert.Equal(CaseReview.Redacted, after.Review);
        // A pixel to either side of where the pointer was pressed and released may be in or out.
        for (var row = 0; row < Side; row++)
            for (var column = 0; column < Side; column++)
                if (row is >= 32 and < 43 && column is >= 22 and < 49 || row >= 97) Assert.Equal(0, image[row, column]);
                else if (row is < 29 or > 47 and < 97 || row < 97 && column is < 19 or > 53 && row < 97) Assert.Equal(180, image[row, column]);
        Assert.False(File.Exists(fixture.Get<BlobStore>().PathOf(before[0].Pixels)));
        Assert.False(File.Exists(fixture.Get<BlobStore>().PathOf(before[0].Thumbnail)));
        Assert.True(File.Exists(fixture.Get<BlobStore>().PathOf(before[1].Pixels)));
    }

    [Fact]
    public async Task Keys_alone_take_a_person_through_the_queue_to_its_end()
    {
        var set = await AddAsync("Scans without text", 3);
        var page = await fixture.EnterAsync("admin", 1024, 768);
        await page.GotoAsync($"/datasets/review?dataset={set}");

        await ShowsAsync(page, 1);
        await page.Keyboard.PressAsync("ArrowRight");
        await ShowsAsync(page, 2);
        await page.Keyboard.PressAsync("n");
        await ShowsAsync(page, 3);
        await page.Keyboard.PressAsync("x");
        await ShowsAsync(page, 1);
        await page.Keyboard.PressAsync("n");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nothing to review" })).ToBeVisibleAsync();

        Assert.Equal([CaseReview.Cleared, CaseReview.Cleared, CaseReview.LeftOut], (await CasesAsync(set)).Select(c => c.Review));
    }

    [Fact]
    public async Task A_researcher_sees_that_a_case_waits_and_not_the_case()
    {
        var set = await AddAsync("Scans to wait for", 1);
        var only = (await CasesAsync(set))[0];
        var page = await fixture.EnterAsync("researcher", 1024, 768);

        await page.GotoAsync($"/datasets/{set}");
        await Assertions.Expect(page.GetByText("Not reviewed yet")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("ul img")).ToHaveCountAsync(0);
        await page.GotoAsync($"/datasets/{set}/cases/1");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Not reviewed yet" })).ToBeVisibleAsync();
        var answer = await page.Context.APIRequest.GetAsync($"/datasets/cases/{only.Id}/pixels");

        Assert.Equal(404, answer.Status);
    }

    /// <summary>The viewer has drawn this case.</summary>
    private static async Task ShowsAsync(IPage page, int number)
    {
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"Is there text in case {number}?" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".viewer-notice")).ToBeEmptyAsync();
        await Assertions.Expect(page.Locator(".viewer[data-shows]")).ToBeVisibleAsync();
    }

    /// <summary>Where the upper left corner of the image lies on the screen, and how large one of its pixels is there.</summary>
    private static async Task<(float X, float Y, float Scale)> PlaceAsync(IPage page)
    {
        var panel = (await page.Locator(".viewer-panel").BoundingBoxAsync())!;
        var scale = Math.Min(panel.Width, panel.Height) / Side;
        return (panel.X + ((panel.Width - (Side * scale)) / 2), panel.Y + ((panel.Height - (Side * scale)) / 2), scale);
    }

    private async Task<Guid> AddAsync(string name, int cases)
    {
        var set = new Dataset
        {
            Id = DatasetId.New(), Name = name, Adapter = "dicom", Labels = [], IsSynthetic = true, Source = "", SplitSeed = 1,
            ImportId = Guid.NewGuid(), ImportedBy = "admin", ImportedUtc = DateTime.UnixEpoch,
        };
        await using var db = await fixture.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        db.Add(set);
        for (var number = 1; number <= cases; number++)
        {
            // The first pixel tells the cases, and the sets of the tests, apart.
            var pixels = Enumerable.Repeat((ushort)180, Side * Side).ToArray();
            pixels[^1] = (ushort)(number + (10 * name.Length));
            var blob = await fixture.Get<BlobStore>().PutAsync(GrayPng.Write(new GrayImage(Side, Side, 8, pixels)), CancellationToken.None);
            db.Add(new Case
            {
                Id = CaseId.New(), DatasetId = set.Id, Number = number, Patient = $"P{number}", Split = DatasetSplit.Train, Pixels = blob, Thumbnail = blob,
                Width = Side, Height = Side, BitDepth = 8, View = "", Modality = "US", Origin = $"object {number}", Review = CaseReview.Flagged,
            });
        }

        await db.SaveChangesAsync();
        return set.Id.Value;
    }

    private async Task<List<Case>> CasesAsync(Guid set)
    {
        await using var db = await fixture.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        return await db.Set<Case>().AsNoTracking().Where(c => c.DatasetId == new DatasetId(set)).OrderBy(c => c.Number).ToListAsync();
    }
}
