using StudyPortal.Core.Reports.Results;
using StudyPortal.Web.Features.Reports;

namespace StudyPortal.Web.Tests.Reports;

public sealed class ReportMakingTests
{
    [Theory]
    [InlineData(0, 0, "Making the report: agreement, 0 %")]
    [InlineData(0.05, 2, "Making the report: agreement, 5 %")]
    [InlineData(0.4, 4, "Making the report: agreement, 40 % · about 6 s left")]
    [InlineData(0.5, 120, "Making the report: agreement, 50 % · about 2 min left")]
    public void Progress_names_the_section_and_once_a_tenth_is_done_the_time_left(double share, double seconds, string text) =>
        Assert.Equal(text, ReportMaking.Text(new ReportProgress("agreement", share), TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Before_the_first_section_the_data_are_being_read()
    {
        Assert.Equal("Making the report: reading the data", ReportMaking.Text(null, TimeSpan.Zero));
        Assert.Equal("0", ReportMaking.Share(null));
    }
}
