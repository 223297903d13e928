using System.Diagnostics;
using System.Globalization;

namespace StudyPortal.Core.Tests.Datasets;

/// <summary>Together 200,000 damaged files, the same ones every time; tests/Fuzz takes other seeds and more of them.</summary>
public sealed class FuzzTests
{
    private const int Seed = 20260601;

    [Theory]
    [InlineData("dicom,codestream", 80_000)]
    [InlineData("pickle,nifti,meta", 80_000)]
    [InlineData("csv,zip", 40_000)]
    public async Task Damaged_files_end_in_an_image_or_in_a_typed_refusal(string formats, int mutations)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "StudyPortal.Fuzz.dll");
        string[] arguments = [program, mutations.ToString(CultureInfo.InvariantCulture), Seed.ToString(CultureInfo.InvariantCulture), formats];
        using var fuzz = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var told = await fuzz.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await fuzz.WaitForExitAsync(TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine(told);
        Assert.True(fuzz.ExitCode == 0, told);
        Assert.All(formats.Split(','), format => Assert.Contains(told.Split('\n'), line => line.StartsWith(format + " ", StringComparison.Ordinal) && !line.Contains(" 0 read", StringComparison.Ordinal)));
    }
}
