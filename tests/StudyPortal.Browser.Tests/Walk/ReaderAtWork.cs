using Microsoft.Playwright;
using StudyPortal.Browser.Tests.Reading;

namespace StudyPortal.Browser.Tests.Walk;

/// <summary>A reader with his hands on the keyboard.</summary>
/// <param name="page">His window.</param>
/// <param name="number">1 for the first reader; sets how he rates.</param>
internal sealed class ReaderAtWork(IPage page, int number)
{
    private const int Scores = 6;

    public async Task BeginAsync()
    {
        await page.GotoAsync("/read");
        await page.GetByRole(AriaRole.Link, new() { Name = "Begin reading" }).ClickAsync();
        await Room.PassDisplayCheckAsync(page);
        await Room.AtAsync(page, 1);
    }

    public async Task RateAsync(int first, int last)
    {
        for (var place = first; place <= last; place++)
        {
            await Room.AtAsync(page, place);
            await page.Keyboard.PressAsync($"{ScoreAt(place)}");
            await Room.SavedAsync(page);
            await page.Keyboard.PressAsync("ArrowRight");
        }
    }

    public Task SeeThanksAsync() => Assertions.Expect(page.GetByText("All rated. Thank you.")).ToBeVisibleAsync();

    /// <summary>Every score comes up, and no two readers give the same row of them.</summary>
    public int ScoreAt(int place) => (place * number + place / Scores) % Scores;
}
