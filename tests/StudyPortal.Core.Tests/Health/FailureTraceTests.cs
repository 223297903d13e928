using StudyPortal.Core.Health;

namespace StudyPortal.Core.Tests.Health;

public sealed class FailureTraceTests
{
    [Fact]
    public void A_failure_is_told_with_its_kinds_and_places_and_without_its_words()
    {
        var told = FailureTrace.Of(Assert.Throws<InvalidOperationException>(Fail));

        Assert.Contains("System.InvalidOperationException", told, StringComparison.Ordinal);
        Assert.Contains("caused by System.IO.FileNotFoundException", told, StringComparison.Ordinal);
        Assert.Contains(nameof(Fail), told, StringComparison.Ordinal);
        Assert.DoesNotContain("Zappel", told, StringComparison.Ordinal);
    }

    private static void Fail()
    {
        try
        {
            throw new FileNotFoundException("No /images/Zappel_Philipp_1845.png", "/images/Zappel_Philipp_1845.png");
        }
        catch (FileNotFoundException failure)
        {
            throw new InvalidOperationException("Patient Zappel cannot be read.", failure);
        }
    }
}
