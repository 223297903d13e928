using System.Net;
using System.Text;
using StudyPortal.Testing.Requests;

namespace StudyPortal.Web.Tests.Shell;

/// <summary>What no browser sends: it is refused by a status of its own, where pages could only fail.</summary>
public sealed class MalformedRequestsTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private static readonly (string, string) Html = ("Accept", "text/html");

    private readonly LivePortal _portal = LivePortal.Start(environment: "Production");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData("/sign-in", "..", 400)]
    [InlineData("/sign-in", "", 400)]
    [InlineData("/no/such/page", "..", 400)]
    [InlineData("/health/ready", "..", 400)]
    [InlineData("/health/ready", "", 200)]
    public async Task A_host_that_is_no_name_is_refused_except_that_probes_need_none(string path, string host, int status)
    {
        var answer = await SendAsync(new RawRequest("GET", path, "", [("Host", host), Html], []));

        Assert.Equal(status, answer.Status);
        if (status == 400) Assert.Contains("The header Host does not name a server.", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task A_page_takes_forms_only_and_says_so_by_a_page(string? type)
    {
        var answer = await SendAsync(new RawRequest("POST", "/sign-in", "", type is null ? [Html] : [Html, ("Content-Type", type)], "a=b"u8.ToArray()));

        Assert.Equal(415, answer.Status);
        Assert.Contains("The request was refused", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_in_the_address_that_is_not_of_its_type_is_not_understood_and_that_is_said_by_a_page()
    {
        var answer = await SendAsync(new RawRequest("GET", "/sign-in", "failed=perhaps", [Html], []));

        Assert.Equal(400, answer.Status);
        Assert.Contains("The request was not understood", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_is_a_form_of_a_page_that_was_open_for_too_long()
    {
        var answer = await SendAsync(new RawRequest("POST", "/invitation/any", "", [Html, ("Content-Type", "application/x-www-form-urlencoded")], "_handler=invitation"u8.ToArray()));

        Assert.Equal(400, answer.Status);
        Assert.Contains("The page was open for too long", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_is_a_form_with_more_fields_than_one_may_have()
    {
        var fields = Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Range(0, 2000).Select(field => $"k{field}=1")));

        var answer = await SendAsync(new RawRequest("POST", "/sign-in", "", [Html, ("Content-Type", "application/x-www-form-urlencoded")], fields));

        Assert.Equal(400, answer.Status);
        Assert.Contains("The request was not understood", answer.Text, StringComparison.Ordinal);
    }

    private Task<RawAnswer> SendAsync(RawRequest request) => new RawConnection(_portal.Address, TimeSpan.FromSeconds(30)).SendAsync(request, IPAddress.Loopback, Stop);
}
