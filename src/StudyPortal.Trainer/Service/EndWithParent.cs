using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace StudyPortal.Trainer.Service;

/// <summary>Stops this trainer when its standard input ends: the portal that started it has closed it, or has died.</summary>
internal sealed class EndWithParent(IHostApplicationLifetime lifetime, ILogger<EndWithParent> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        new Thread(WaitForEnd) { IsBackground = true, Name = "Parent watch" }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void WaitForEnd()
    {
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
        }
        log.LogInformation("The portal that started this trainer is gone or has closed it; stopping");
        lifetime.StopApplication();
    }
}
