using StudyPortal.Web.Features.Reports.Numbers;

namespace StudyPortal.Web.Tests.Reports;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(-0.004, "0.00", "0.00")]
    [InlineData(-0.006, "0.00", "−0.01")]
    [InlineData(double.PositiveInfinity, "0.0", "∞")]
    [InlineData(double.NegativeInfinity, "0.0", "−∞")]
    [InlineData(12345678, "0.00", "1.2e+7")]
    public void A_zero_has_no_sign_and_what_is_endless_or_huge_is_short(double value, string format, string text) =>
        Assert.Equal(text, NumberText.Of(value, format));

    [Fact]
    public void A_reason_keeps_its_letter_and_the_27th_has_two()
    {
        var notes = new Footnotes();
        for (var reason = 0; reason < 27; reason++) notes.Mark($"reason {reason}");

        Assert.Equal("b", notes.Mark("reason 1"));
        Assert.Equal(("aa", "reason 26"), notes.All.Last());
    }
}
