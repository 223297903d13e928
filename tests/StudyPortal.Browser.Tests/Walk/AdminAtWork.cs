using System.Globalization;
using Microsoft.Playwright;

namespace StudyPortal.Browser.Tests.Walk;

/// <summary>What an administrator does on the way from a folder of images to a report, by the pages alone.</summary>
internal sealed class AdminAtWork(IPage page)
{
    public const string Labels = "Mass, Effusion, Cardiomegaly";

    /// <summary>In milliseconds; jobs share two processors with the browser.</summary>
    private const float TimeForJob = 300_000;

    private static readonly LocatorAssertionsToBeVisibleOptions WithinJob = new() { Timeout = TimeForJob };

    public async Task ImportImagesAsync(string folder, string name)
    {
        await page.GotoAsync("/datasets/import");
        await page.GetByLabel("Folder").SelectOptionAsync(new SelectOptionValue { Label = folder });
        await NameAndImportAsync(name);
        await Assertions.Expect(page.GetByRole(AriaRole.List, new() { Name = "Cases" }).GetByRole(AriaRole.Listitem)).Not.ToHaveCountAsync(0);
    }

    /// <summary>Sends the files from this computer.</summary>
    public async Task ImportFilesAsync(string name, params string[] files)
    {
        await page.GotoAsync("/datasets/import");
        await page.GetByLabel("On this computer").CheckAsync();
        await page.GetByLabel("A zip, or the files of a data set").SetInputFilesAsync(files);
        await NameAndImportAsync(name);
    }

    /// <summary>Of files that were read; ends on the page of the data set.</summary>
    public async Task NameAndImportAsync(string name)
    {
        await page.GetByLabel("Name of the data set").FillAsync(name);
        if (await page.GetByLabel("Leave out the").IsVisibleAsync()) await page.GetByLabel("Leave out the").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Import \\d+ images$") }).ClickAsync();
        await OpenResultAsync();
    }

    /// <summary>The smallest training that makes a network; returns after its curves have grown before our eyes.</summary>
    public async Task TrainAsync(string name, int epochs, int width)
    {
        await page.GotoAsync("/models/train");
        await page.GetByLabel("Name of the model").FillAsync(name);
        await page.GetByRole(AriaRole.Spinbutton, new() { Name = "Epochs" }).FillAsync(Text(epochs));
        await page.GetByRole(AriaRole.Spinbutton, new() { Name = "Width" }).FillAsync(Text(width));
        // Watched from before: a curve that is looked at late may have grown to its end.
        await page.EvaluateAsync(
            """
            () => {
              window.curves = new Set();
              new MutationObserver(() => document.querySelectorAll("[aria-label^='Loss by epoch: ']").forEach(curve => window.curves.add(curve.ariaLabel)))
                .observe(document.body, { subtree: true, childList: true, attributes: true });
            }
            """);
        await ClickAsync("Start training");
        await page.WaitForFunctionAsync("() => window.curves.size > 1", null, new() { Timeout = TimeForJob });
        await OpenResultAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "ROC", Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>The same on a data set by its name, without a look at the curves.</summary>
    public async Task TrainToTheEndAsync(string dataset, string name, int epochs, int width)
    {
        await page.GotoAsync("/models/train");
        var sets = page.GetByLabel("Data set");
        await sets.SelectOptionAsync(await sets.Locator("option", new() { HasText = dataset }).GetAttributeAsync("value") ?? "");
        await page.GetByLabel("Name of the model").FillAsync(name);
        await page.GetByRole(AriaRole.Spinbutton, new() { Name = "Epochs" }).FillAsync(Text(epochs));
        await page.GetByRole(AriaRole.Spinbutton, new() { Name = "Width" }).FillAsync(Text(width));
        await ClickAsync("Start training");
        await OpenResultAsync();
    }

    public async Task ImportModelAsync(string file, string name, string variant, int inputSide)
    {
        await page.GotoAsync("/models/import");
        await page.GetByLabel("Weights, up to 2 GB").SetInputFilesAsync(file);
        await Assertions.Expect(page.GetByText($"{Path.GetFileName(file)} received")).ToBeVisibleAsync();
        await page.GetByLabel("Name of the model").FillAsync(name);
        await page.GetByLabel("How it was trained").SelectOptionAsync(new SelectOptionValue { Label = variant });
        await page.GetByLabel("Labels, one per logit").FillAsync(Labels);
        await page.GetByRole(AriaRole.Spinbutton, new() { Name = "Input side" }).FillAsync(Text(inputSide));
        await ClickAsync("Check and register");
        await OpenResultAsync();
    }

    /// <summary>Clean, on the test split, from the model's page.</summary>
    public async Task EvaluateAsync()
    {
        await Assertions.Expect(page.GetByText("Not evaluated yet.")).ToBeVisibleAsync();
        await ClickAsync("Evaluate");
        await OpenResultAsync();
        await Assertions.Expect(page.GetByText("test").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Not evaluated yet.")).Not.ToBeVisibleAsync();
    }

    /// <summary>All maps of the label that the page offers first.</summary>
    public async Task MakeMapsAsync()
    {
        await page.GotoAsync("/saliency");
        var make = page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Make \\d+ missing map") });
        await make.ClickAsync();
        await Assertions.Expect(page.GetByAltText("Map of ").First).ToBeVisibleAsync(WithinJob);
        await Assertions.Expect(make).Not.ToBeVisibleAsync(new() { Timeout = TimeForJob });
    }

    /// <summary>A draft for all readers and the three models, with its maps made.</summary>
    public async Task DesignStudyAsync(string name, int casesPerLabel)
    {
        await page.GotoAsync("/studies/new");
        foreach (var label in Labels.Split(", "))
            await page.GetByRole(AriaRole.Spinbutton, new() { Name = $"Cases of {label}" }).FillAsync(Text(casesPerLabel));
        await page.GetByLabel("Name of the study").FillAsync(name);
        await Assertions.Expect(page.GetByText($"{3 * 3 * casesPerLabel} maps per reader")).ToBeVisibleAsync();
        await ClickAsync("Create the draft");
        await ClickAsync("Make the missing maps");
        await Assertions.Expect(page.GetByText("maps, one rendering")).ToBeVisibleAsync(WithinJob);
    }

    public async Task OpenStudyAsync()
    {
        await ClickAsync("Open for reading");
        await ClickAsync("Open and freeze");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToBeVisibleAsync(WithinJob);
    }

    /// <summary>Waits until the board says so; the time is in milliseconds.</summary>
    public Task SeeProgressAsync(int reader, int answered, int total, float within) =>
        Assertions.Expect(page.Locator($"tr[data-reader=R{reader}] [data-answered]")).ToHaveTextAsync($"{answered} / {total}", new() { Timeout = within });

    /// <summary>Returns on the report's page, where closing leads by itself.</summary>
    public async Task CloseStudyAsync()
    {
        await ClickAsync("Close…");
        await ClickAsync("Close for good");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Agreement between readers" })).ToBeVisibleAsync(WithinJob);
    }

    private async Task OpenResultAsync()
    {
        var open = page.GetByRole(AriaRole.Link, new() { Name = "Open the result" });
        await Assertions.Expect(open).ToBeVisibleAsync(WithinJob);
        await open.ClickAsync();
        await Assertions.Expect(open).Not.ToBeVisibleAsync();
    }

    private Task ClickAsync(string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
