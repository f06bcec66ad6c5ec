// The other side of the fan-out bench: go-control-plane's own snapshot cache and delta server, with nothing of waymark
// in it. It is told what to do on standard input and answers one JSON object a line on standard output.
//
//	{"load":"FILE","version":"1"}  reads a serialized RouteConfiguration and builds the snapshot of it
//	{"publish":true}               puts the loaded snapshot into the cache
//	{"usage":true}                 tells the CPU time that this process has used
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net"
	"os"
	"syscall"
	"time"

	core "github.com/envoyproxy/go-control-plane/envoy/config/core/v3"
	routeapi "github.com/envoyproxy/go-control-plane/envoy/config/route/v3"
	discovery "github.com/envoyproxy/go-control-plane/envoy/service/discovery/v3"
	"github.com/envoyproxy/go-control-plane/pkg/cache/types"
	"github.com/envoyproxy/go-control-plane/pkg/cache/v3"
	"github.com/envoyproxy/go-control-plane/pkg/resource/v3"
	"github.com/envoyproxy/go-control-plane/pkg/server/v3"
	"google.golang.org/grpc"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/protobuf/proto"
)

// Every node is a replica of one proxy, so one snapshot serves all: the best case of the snapshot cache.
const snapshotKey = "waypoint"

type everyNode struct{}

func (everyNode) ID(*core.Node) string { return snapshotKey }

type command struct {
	Load    string `json:"load"`
	Version string `json:"version"`
	Publish bool   `json:"publish"`
	Usage   bool   `json:"usage"`
}

func main() {
	snapshots := cache.NewSnapshotCache(true, everyNode{}, nil)
	address := serve(snapshots)
	answers := json.NewEncoder(os.Stdout)
	answer(answers, map[string]any{"address": address})

	var loaded *cache.Snapshot
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var wanted command
		must(json.Unmarshal(lines.Bytes(), &wanted))
		switch {
		case wanted.Load != "":
			loaded = snapshotOf(wanted.Load, wanted.Version)
			answer(answers, map[string]any{"loaded": true})
		case wanted.Publish:
			must(snapshots.SetSnapshot(context.Background(), snapshotKey, loaded))
			answer(answers, map[string]any{"published": true})
		case wanted.Usage:
			answer(answers, map[string]any{"cpu_ms": processorTime().Seconds() * 1000})
		}
	}
}

func serve(snapshots cache.SnapshotCache) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(err)
	// The options of go-control-plane's example server.
	grpcServer := grpc.NewServer(
		grpc.MaxConcurrentStreams(1_000_000),
		grpc.KeepaliveParams(keepalive.ServerParameters{Time: 30 * time.Second, Timeout: 5 * time.Second}),
		grpc.KeepaliveEnforcementPolicy(keepalive.EnforcementPolicy{MinTime: 30 * time.Second, PermitWithoutStream: true}),
	)
	discovery.RegisterAggregatedDiscoveryServiceServer(grpcServer, server.NewServer(context.Background(), snapshots, nil))
	go func() { must(grpcServer.Serve(listener)) }()
	return listener.Addr().String()
}

func snapshotOf(file, version string) *cache.Snapshot {
	bytes, err := os.ReadFile(file)
	must(err)
	routes := &routeapi.RouteConfiguration{}
	must(proto.Unmarshal(bytes, routes))
	snapshot, err := cache.NewSnapshot(version, map[resource.Type][]types.Resource{resource.RouteType: {routes}})
	must(err)
	return snapshot
}

func processorTime() time.Duration {
	var usage syscall.Rusage
	must(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func answer(answers *json.Encoder, value any) { must(answers.Encode(value)) }

func must(err error) {
	if err != nil {
		log.Fatal(fmt.Errorf("the go-control-plane side of the bench: %w", err))
	}
}
