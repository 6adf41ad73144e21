// Command acknowledged writes to a cluster without pause, remembers what was acknowledged and finds
// out whether all of it is there.
//
//	acknowledged --service URL --members URL,... [--writers N] [--rate N] [--listen ADDRESS]
//
// Half of the writers use the address of the service, half choose among the members by themselves.
// A key is written once, so that each acknowledged write can be looked for. A write that ended with
// an error has an unknown outcome: it may be there or not.
//
//	GET  /report?since=MILLIS   writes, errors and moves of the leader since that time (Unix epoch)
//	POST /stop                  no more writes; returns when the last one has ended
//	POST /check                 reads everything and says what is lost or wrong
package main

import (
	"context"
	"encoding/json"
	"flag"
	"log"
	"net/http"
	"strconv"
	"strings"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"
	"go.uber.org/zap"
)

// Shorter than it takes a member to be found dead, longer than an election.
const connectTimeout = 3 * time.Second

func main() {
	service := flag.String("service", "", "URL of the service")
	members := flag.String("members", "", "URLs of members, separated by commas")
	writers := flag.Int("writers", 8, "number of writers")
	rate := flag.Int("rate", 80, "writes a second of all of them")
	listen := flag.String("listen", ":8080", "address of this program's own reports")
	flag.Parse()

	endpoints := strings.Split(*members, ",")
	book := newBook()
	ctx, stop := context.WithCancel(context.Background())
	pause := time.Second * time.Duration(*writers) / time.Duration(*rate)
	var running []*writer
	for number := range *writers {
		through := "service"
		client := connect(*service)
		if number%2 == 1 {
			through, client = "members", connect(endpoints...)
		}
		running = append(running, startWriter(ctx, client, book, number, through, pause))
	}
	go watchLeader(endpoints, book)

	http.HandleFunc("GET /report", func(out http.ResponseWriter, in *http.Request) {
		since, _ := strconv.ParseInt(in.URL.Query().Get("since"), 10, 64)
		answer(out, book.since(since))
	})
	http.HandleFunc("POST /stop", func(out http.ResponseWriter, _ *http.Request) {
		stop()
		for _, writer := range running {
			<-writer.ended
		}
		answer(out, book.since(0))
	})
	http.HandleFunc("POST /check", func(out http.ResponseWriter, in *http.Request) {
		verdict, err := book.check(in.Context(), connect(endpoints...))
		if err != nil {
			http.Error(out, err.Error(), http.StatusServiceUnavailable)
			return
		}
		answer(out, verdict)
	})
	log.Fatal(http.ListenAndServe(*listen, nil))
}

func answer(out http.ResponseWriter, document any) {
	if err := json.NewEncoder(out).Encode(document); err != nil {
		log.Print(err)
	}
}

// A client that finds out within seconds that the member it is connected to is gone.
func connect(endpoints ...string) *clientv3.Client {
	client, err := clientv3.New(clientv3.Config{
		Endpoints:            endpoints,
		DialTimeout:          connectTimeout,
		DialKeepAliveTime:    connectTimeout,
		DialKeepAliveTimeout: connectTimeout,
		Logger:               zap.NewNop(),
	})
	if err != nil {
		log.Fatal(err)
	}
	return client
}
